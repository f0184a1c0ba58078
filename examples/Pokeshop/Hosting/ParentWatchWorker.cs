namespace Pokeshop.Hosting;

/// <summary>Ends a child process with its parent, whatever ended the parent.</summary>
/// <remarks>
/// The parent holds the other end of standard input open. The kernel closes it even after SIGKILL, and unlike a parent-death
/// signal it does not depend on which thread of the parent started the child.
/// </remarks>
public sealed class ParentWatchWorker(IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var input = Console.OpenStandardInput();
        var buffer = new byte[64];

        // A read of a pipe cannot be cancelled, only left behind.
        while (await input.ReadAsync(buffer, stoppingToken).AsTask().WaitAsync(stoppingToken) > 0)
        {
        }

        lifetime.StopApplication();
    }
}
