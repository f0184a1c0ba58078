using Google.Protobuf;
using Tracetest.Domain.Traces;

namespace Tracetest.Infrastructure.Otlp;

/// <summary>A checked span, ready to be stored: what it is looked up by, and the OTLP message itself.</summary>
internal sealed class EncodedSpan
{
    /// <summary>What a span weighs in memory beside its message, roughly.</summary>
    private const int Overhead = 200;

    public required TraceId TraceId { get; init; }

    public required SpanId Id { get; init; }

    public required SpanId ParentId { get; init; }

    public required string Name { get; init; }

    public required SpanKind Kind { get; init; }

    public required long StartTimeUnixNano { get; init; }

    public required long EndTimeUnixNano { get; init; }

    public required SpanStatusCode Status { get; init; }

    public required SpanOrigin Origin { get; init; }

    /// <summary>The OTLP <c>Span</c>, cut to the limits.</summary>
    public required ByteString Message { get; init; }

    public int ByteCount => Message.Length + Overhead;

    public SpanArrival ToArrival() => new(TraceId, Id, ParentId, EndTimeUnixNano > 0);
}

/// <summary>The resource and scope many spans share.</summary>
/// <param name="Id">A hash of the message: equal content, equal id.</param>
/// <param name="ServiceName">The resource's <c>service.name</c>; empty when absent.</param>
/// <param name="Message">An OTLP <c>ResourceSpans</c> with one <c>ScopeSpans</c> and no span.</param>
internal sealed record SpanOrigin(Guid Id, string ServiceName, ByteString Message);
