namespace Tracetest.Infrastructure.Traces;

/// <summary>A row of the table <c>spans</c>. Written by COPY and read by hand; mapped so that migrations know the table.</summary>
internal sealed class SpanRow
{
    public const string Table = "spans";

    public required Guid TraceId { get; init; }

    public required long SpanId { get; init; }

    public long? ParentId { get; init; }

    public required string Name { get; init; }

    public required string ServiceName { get; init; }

    public required short Kind { get; init; }

    public required short Status { get; init; }

    public required long StartTimeUnixNano { get; init; }

    public required long EndTimeUnixNano { get; init; }

    public required DateTime ReceivedAt { get; init; }

    public required Guid OriginId { get; init; }

    /// <summary>The OTLP <c>Span</c> as received, cut to the limits.</summary>
    public required byte[] Message { get; init; }
}

/// <summary>A row of the table <c>span_origins</c>: a resource and a scope, kept once for all their spans. Never changed.</summary>
internal sealed class SpanOriginRow
{
    public const string Table = "span_origins";

    public required Guid Id { get; init; }

    /// <summary>An OTLP <c>ResourceSpans</c> without spans.</summary>
    public required byte[] Message { get; init; }
}
