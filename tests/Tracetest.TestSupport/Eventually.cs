using System.Diagnostics;

namespace Tracetest.TestSupport;

/// <summary>Waits for what another process or thread brings about, with a deadline that a loaded machine keeps.</summary>
public static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    public static async Task IsTrueAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(since) > Deadline)
            {
                throw new TimeoutException($"Not so after {Deadline}.");
            }

            await Task.Delay(Interval, cancellationToken);
        }
    }

    /// <summary>Repeats an action that throws; at the deadline its own exception comes out.</summary>
    public static async Task<T> SucceedsAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await action();
            }
            catch (Exception e) when (e is not OperationCanceledException && Stopwatch.GetElapsedTime(since) < Deadline)
            {
                await Task.Delay(Interval, cancellationToken);
            }
        }
    }
}
