namespace Tracetest.Infrastructure.Tests.Triggers;

/// <summary>Waits for what happens on another thread, with a generous deadline.</summary>
public static class Eventually
{
    public static async Task IsTrueAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(either.Token);
        }
    }
}
