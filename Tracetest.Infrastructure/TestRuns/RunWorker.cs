using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Tracetest.Domain.TestRuns;

namespace Tracetest.Infrastructure.TestRuns;

/// <summary>Takes up runs left behind by a server that is gone, at start and from then on; at the end puts aside its own.</summary>
internal sealed class RunWorker(RunEngine engine, TimeProvider clock, ILogger<RunWorker> logger) : BackgroundService
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(10);

    /// <summary>How long a stop waits for calls in flight: containers are killed 10 seconds after they were asked to end.</summary>
    private static readonly TimeSpan CallsGrace = TimeSpan.FromSeconds(4);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        engine.Broke += LogBroken;
        await SweepAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var grace = new CancellationTokenSource(CallsGrace, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(grace.Token, cancellationToken);
        try
        {
            await engine.ShutDownAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            logger.LogWarning("Some calls were still in flight at the end; their runs will be told so at the next start.");
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SweepInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await SweepAsync(stoppingToken);
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await engine.RecoverAsync(cancellationToken) is > 0 and var taken)
            {
                logger.LogInformation("Took up {Count} runs whose server had gone.", taken);
            }
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException })
        {
            logger.LogWarning("Could not look for runs left behind: {Reason}", exception.GetBaseException().Message);
        }
    }

    private void LogBroken(object? sender, RunBroke broke) =>
        logger.LogError(broke.Exception, "Run {RunId} of test {TestId} ended on an internal error.", broke.Run.Id, broke.Run.TestId);
}
