using Npgsql;

namespace Pokeshop.Imports;

/// <summary>Empties the queue, then waits to be told of the next job.</summary>
/// <remarks>Several workers may share the queue; a job whose worker dies is done by another.</remarks>
public sealed class ImportWorker(
    ImportQueue queue, ImportPokemon import, TimeProvider time, ILogger<ImportWorker> logger) : BackgroundService
{
    /// <summary>Between two looks at the queue when no notification comes, for those lost with a connection.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowQueueAsync(stoppingToken);
            }
            catch (NpgsqlException fault)
            {
                logger.LogWarning("The queue cannot be reached, trying again: {Reason}", fault.Message);
                await Task.Delay(RetryDelay, time, stoppingToken);
            }
        }
    }

    private async Task FollowQueueAsync(CancellationToken cancellationToken)
    {
        await using var listener = await queue.ListenAsync(cancellationToken); // before the first look, so that none is missed
        while (true)
        {
            await EmptyAsync(cancellationToken);
            await listener.WaitAsync(Heartbeat, cancellationToken);
        }
    }

    private async Task EmptyAsync(CancellationToken cancellationToken)
    {
        while (await queue.ReceiveAsync(cancellationToken) is { } job)
        {
            await using (job)
            {
                await import.ProcessAsync(job, cancellationToken);
            }
        }
    }
}
