using System.Threading.Channels;
using Tracetest.Infrastructure.Otlp;

namespace Tracetest.Infrastructure.Traces;

/// <summary>The spans of one request, waiting to be stored.</summary>
internal sealed class PendingSpans(IReadOnlyList<EncodedSpan> spans)
{
    private readonly TaskCompletionSource<SpanWrite> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<EncodedSpan> Spans => spans;

    public long ByteCount { get; } = spans.Sum(span => (long)span.ByteCount);

    public Task<SpanWrite> Outcome => _outcome.Task;

    public void Complete(SpanWrite outcome) => _outcome.TrySetResult(outcome);
}

/// <summary>What waits to be stored, bounded in bytes. Many writers, one reader. Thread-safe.</summary>
internal sealed class SpanQueue(long maxBytes)
{
    private readonly Channel<PendingSpans> _channel =
        Channel.CreateUnbounded<PendingSpans>(new UnboundedChannelOptions { SingleReader = true });

    private long _bytes;

    /// <summary>Queues spans, unless the queue is closed or full. An empty queue takes any request.</summary>
    public bool TryAdd(PendingSpans pending)
    {
        var bytes = Interlocked.Add(ref _bytes, pending.ByteCount);
        if ((bytes <= maxBytes || bytes == pending.ByteCount) && _channel.Writer.TryWrite(pending))
        {
            return true;
        }

        Interlocked.Add(ref _bytes, -pending.ByteCount);
        return false;
    }

    /// <summary>Waits for something to store; <see langword="false"/> once the queue is closed and empty.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) =>
        _channel.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Takes whole requests until that many spans are reached or nothing is left.</summary>
    public List<PendingSpans> Take(int spans)
    {
        var taken = new List<PendingSpans>();
        for (var count = 0; count < spans && _channel.Reader.TryRead(out var pending); count += pending.Spans.Count)
        {
            taken.Add(pending);
        }

        return taken;
    }

    /// <summary>Gives back the room of requests that are done with.</summary>
    public void Release(IEnumerable<PendingSpans> done) => Interlocked.Add(ref _bytes, -done.Sum(pending => pending.ByteCount));

    /// <summary>Takes nothing more; what is in it can still be read.</summary>
    public void Close() => _channel.Writer.TryComplete();
}
