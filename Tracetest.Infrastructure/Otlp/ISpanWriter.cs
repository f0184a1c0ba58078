namespace Tracetest.Infrastructure.Otlp;

/// <summary>Where received spans go.</summary>
/// <remarks>When <see cref="SpanWrite.Stored"/> is returned the spans are durable. Thread-safe.</remarks>
internal interface ISpanWriter
{
    /// <summary>Stores spans; of a span id given twice, here or before, the later counts.</summary>
    Task<SpanWrite> WriteAsync(IReadOnlyList<EncodedSpan> spans, CancellationToken cancellationToken);
}

/// <summary>What came of writing spans.</summary>
internal abstract record SpanWrite
{
    private SpanWrite()
    {
    }

    /// <summary>All are durable but those rejected.</summary>
    public sealed record Stored(int RejectedSpans, string Reason) : SpanWrite;

    /// <summary>It is not known that any was stored; the same spans may be written again.</summary>
    public sealed record Unavailable(string Reason, TimeSpan RetryAfter) : SpanWrite;
}
