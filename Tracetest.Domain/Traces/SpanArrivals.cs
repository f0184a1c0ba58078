using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;

namespace Tracetest.Domain.Traces;

/// <summary>What is known of a span the moment it has been stored.</summary>
/// <param name="TraceId">Its trace.</param>
/// <param name="SpanId">Its id.</param>
/// <param name="ParentId">The parent it names; invalid for none.</param>
/// <param name="IsEnded">Whether it has an end time.</param>
public readonly record struct SpanArrival(TraceId TraceId, SpanId SpanId, SpanId ParentId, bool IsEnded);

/// <summary>Tells whoever waits for a trace that spans of it have been stored.</summary>
/// <remarks>
/// Thread-safe. A watch sees every batch published after it was opened and before it is disposed, in order. Traces nobody
/// watches cost a lookup.
/// </remarks>
public sealed class SpanArrivals
{
    private readonly ConcurrentDictionary<TraceId, ImmutableArray<SpanWatch>> _watches = new();

    /// <summary>Starts to listen for a trace. Open the watch before firing the trigger, dispose it when done.</summary>
    public SpanWatch Watch(TraceId id)
    {
        var watch = new SpanWatch(id, Forget);
        _watches.AddOrUpdate(id, [watch], (_, watches) => watches.Add(watch));
        return watch;
    }

    /// <summary>Announces spans that are stored for good.</summary>
    public void Publish(IReadOnlyList<SpanArrival> arrivals)
    {
        if (_watches.IsEmpty)
        {
            return;
        }

        foreach (var ofTrace in arrivals.GroupBy(arrival => arrival.TraceId))
        {
            if (_watches.TryGetValue(ofTrace.Key, out var watches))
            {
                ImmutableArray<SpanArrival> batch = [.. ofTrace];
                foreach (var watch in watches)
                {
                    watch.Deliver(batch);
                }
            }
        }
    }

    private void Forget(SpanWatch watch)
    {
        while (_watches.TryGetValue(watch.TraceId, out var watches))
        {
            var left = watches.Remove(watch);
            var done = left.IsEmpty
                ? _watches.TryRemove(KeyValuePair.Create(watch.TraceId, watches))
                : _watches.TryUpdate(watch.TraceId, left, watches);
            if (done)
            {
                return;
            }
        }
    }
}

/// <summary>An open ear for the spans of one trace.</summary>
public sealed class SpanWatch : IDisposable
{
    private readonly Channel<ImmutableArray<SpanArrival>> _batches =
        Channel.CreateUnbounded<ImmutableArray<SpanArrival>>(new UnboundedChannelOptions { SingleReader = true });

    private readonly Action<SpanWatch> _forget;

    internal SpanWatch(TraceId traceId, Action<SpanWatch> forget)
    {
        TraceId = traceId;
        _forget = forget;
    }

    /// <summary>The trace listened for.</summary>
    public TraceId TraceId { get; }

    /// <summary>The batches, each as it was stored; read by one reader.</summary>
    public ChannelReader<ImmutableArray<SpanArrival>> Batches => _batches.Reader;

    /// <summary>Stops listening; a reader that waits is told that nothing more comes.</summary>
    public void Dispose()
    {
        _forget(this);
        _batches.Writer.TryComplete();
    }

    internal void Deliver(ImmutableArray<SpanArrival> batch) => _batches.Writer.TryWrite(batch);
}
