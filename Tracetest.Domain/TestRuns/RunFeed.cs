using System.Collections.Concurrent;

namespace Tracetest.Domain.TestRuns;

/// <summary>News of runs, for whoever watches: pages, suites, tests.</summary>
/// <remarks>
/// Thread-safe. A subscriber is called on the publisher's thread, in order for one run, with every state published after it
/// subscribed; it MUST NOT block. What it throws goes to <see cref="SubscriberFailed"/> and to nobody else.
/// </remarks>
public sealed class RunFeed
{
    private readonly ConcurrentDictionary<object, Action<TestRun>> _subscribers = new();

    /// <summary>Raised with what a subscriber threw.</summary>
    public event EventHandler<Exception>? SubscriberFailed;

    /// <summary>Starts to listen to all runs. Subscribe first, then load, so that nothing falls in between.</summary>
    /// <returns>Dispose to stop listening.</returns>
    public IDisposable Subscribe(Action<TestRun> onChanged)
    {
        var subscription = new Subscription(this);
        _subscribers[subscription] = onChanged;
        return subscription;
    }

    /// <summary>Tells every subscriber a run's new state.</summary>
    public void Publish(TestRun run)
    {
        foreach (var subscriber in _subscribers.Values)
        {
            try
            {
                subscriber(run);
            }
            catch (Exception exception) // delivery to a subscriber: its fault is not the run's
            {
                SubscriberFailed?.Invoke(this, exception);
            }
        }
    }

    private sealed class Subscription(RunFeed feed) : IDisposable
    {
        public void Dispose() => feed._subscribers.TryRemove(this, out _);
    }
}
