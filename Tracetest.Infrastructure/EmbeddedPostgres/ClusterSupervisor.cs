using Microsoft.Extensions.Logging;

namespace Tracetest.Infrastructure.EmbeddedPostgres;

/// <summary>Starts the server process again whenever it dies, until told to stop it.</summary>
internal sealed class ClusterSupervisor(ClusterServer server, ChildProcess first, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>A server that has run this long starts over with the first pause.</summary>
    private static readonly TimeSpan Stable = TimeSpan.FromMinutes(1);

    private volatile ChildProcess? _process = first;

    public bool IsRunning => _process is { Exited.IsCompleted: false };

    public int? ProcessId => _process is { Exited.IsCompleted: false } process ? process.Id : null;

    /// <summary>Ends after the server has been stopped; a cancelled <paramref name="stopping"/> is how to ask for that.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var pause = FirstPause;
        while (_process is { } process)
        {
            var since = time.GetTimestamp();
            if (await IsToldToStopAsync(process, stopping))
            {
                await server.StopAsync(process);
                process.Dispose();
                _process = null;
                return;
            }

            pause = time.GetElapsedTime(since) > Stable ? FirstPause : pause;
            logger.LogError("The embedded PostgreSQL ended unexpectedly and is started again. It said last: {Lines}", process.LastLines);
            process.Dispose();
            (_process, pause) = await RestartAsync(pause, stopping);
        }
    }

    private static async Task<bool> IsToldToStopAsync(ChildProcess process, CancellationToken stopping)
    {
        try
        {
            await process.Exited.WaitAsync(stopping);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    /// <returns>The new process, or none when told to stop meanwhile; and the pause before the next try.</returns>
    private async Task<(ChildProcess? Process, TimeSpan Pause)> RestartAsync(TimeSpan pause, CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await Task.Delay(pause, time, stopping);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                if (await TryStartAsync(pause, stopping) is { } process)
                {
                    return (process, pause);
                }
            }
        }
        catch (OperationCanceledException)
        {
            return (null, pause);
        }
    }

    private async Task<ChildProcess?> TryStartAsync(TimeSpan pause, CancellationToken stopping)
    {
        switch (await server.StartAsync(stopping))
        {
            case ClusterServer.Outcome.Answers answers:
                logger.LogWarning("The embedded PostgreSQL runs again.");
                return answers.Process;
            case ClusterServer.Outcome.Failed failed:
                logger.LogError("The embedded PostgreSQL could not be started again; the next try is in {Pause}. {Reason}", pause, failed.Reason);
                return null;
            default:
                throw new InvalidOperationException("Unknown outcome of a start.");
        }
    }
}
