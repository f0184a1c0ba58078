using System.Collections.Immutable;

namespace Tracetest.Domain.Traces;

/// <summary>One span, with everything OTLP carries.</summary>
/// <remarks>
/// Source: OTLP <c>Span</c>. Immutable, thread-safe; spans of one batch share their <see cref="Resource"/> and
/// <see cref="Scope"/>. What the test language sees of a span is its <see cref="SpanText"/>.
/// </remarks>
public sealed record Span
{
    /// <summary>The trace this span belongs to; valid.</summary>
    public required TraceId TraceId { get; init; }

    /// <summary>The id of this span, unique within its trace; valid.</summary>
    public required SpanId Id { get; init; }

    /// <summary>The id the sender gave as parent; the invalid id when it gave none.</summary>
    public SpanId ParentId { get; init; }

    /// <summary>The operation; MAY be empty.</summary>
    public required string Name { get; init; }

    /// <summary>The role of the span in its request.</summary>
    public SpanKind Kind { get; init; }

    /// <summary>Nanoseconds since the Unix epoch; 0 when not told.</summary>
    public long StartTimeUnixNano { get; init; }

    /// <summary>Nanoseconds since the Unix epoch; 0 while the span has not ended. MAY lie before the start: clocks differ.</summary>
    public long EndTimeUnixNano { get; init; }

    /// <summary>The span's own attributes, in the order sent; of a repeated key the last counts.</summary>
    public ImmutableArray<TraceAttribute> Attributes { get; init; } = [];

    /// <summary>The events, in the order sent.</summary>
    public ImmutableArray<SpanEvent> Events { get; init; } = [];

    /// <summary>The links to other spans, in the order sent.</summary>
    public ImmutableArray<SpanLink> Links { get; init; } = [];

    /// <summary>The outcome the span reported; <see langword="null"/> when it reported none.</summary>
    public SpanStatus? Status { get; init; }

    /// <summary>The W3C <c>tracestate</c> header; empty when none.</summary>
    public string TraceState { get; init; } = "";

    /// <summary>The W3C trace flags in the low 8 bits, OTLP's remote-parent bits above.</summary>
    public uint Flags { get; init; }

    /// <summary>How many attributes were dropped, by the sender or by our limits.</summary>
    public uint DroppedAttributesCount { get; init; }

    /// <summary>How many events were dropped, by the sender or by our limits.</summary>
    public uint DroppedEventsCount { get; init; }

    /// <summary>How many links were dropped, by the sender or by our limits.</summary>
    public uint DroppedLinksCount { get; init; }

    /// <summary>What emitted the span: service, host, process.</summary>
    public Resource Resource { get; init; } = Resource.Empty;

    /// <summary>The instrumentation library that made the span.</summary>
    public InstrumentationScope Scope { get; init; } = InstrumentationScope.Empty;

    /// <summary>End minus start in nanoseconds; 0 while the span has not ended or when it ends before it starts.</summary>
    public long DurationNanoseconds =>
        EndTimeUnixNano > StartTimeUnixNano ? EndTimeUnixNano - StartTimeUnixNano : 0;

    /// <summary>Whether the span said it failed.</summary>
    public bool IsError => Status is { Code: SpanStatusCode.Error };
}

/// <summary>A point in time within a span.</summary>
/// <param name="Name">What happened; MAY be empty.</param>
/// <param name="TimeUnixNano">Nanoseconds since the Unix epoch.</param>
/// <param name="Attributes">In the order sent.</param>
/// <param name="DroppedAttributesCount">How many attributes were dropped.</param>
public sealed record SpanEvent(
    string Name, long TimeUnixNano, ImmutableArray<TraceAttribute> Attributes, uint DroppedAttributesCount = 0);

/// <summary>A reference from one span to another, of this or another trace.</summary>
/// <param name="TraceId">The trace pointed to; MAY be invalid.</param>
/// <param name="SpanId">The span pointed to; MAY be invalid.</param>
/// <param name="TraceState">The W3C <c>tracestate</c> of the target; MAY be empty.</param>
/// <param name="Attributes">In the order sent.</param>
/// <param name="DroppedAttributesCount">How many attributes were dropped.</param>
/// <param name="Flags">As <see cref="Span.Flags"/>.</param>
public sealed record SpanLink(
    TraceId TraceId,
    SpanId SpanId,
    string TraceState,
    ImmutableArray<TraceAttribute> Attributes,
    uint DroppedAttributesCount = 0,
    uint Flags = 0);

/// <summary>Whether a span failed, with OTLP's numbers.</summary>
public enum SpanStatusCode
{
    /// <summary>The span said nothing.</summary>
    Unset = 0,

    /// <summary>The span said it succeeded.</summary>
    Ok = 1,

    /// <summary>The span said it failed.</summary>
    Error = 2,
}

/// <summary>The outcome a span reported.</summary>
/// <param name="Code">Unset, ok or error.</param>
/// <param name="Description">The reason, usually of an error; MAY be empty.</param>
public sealed record SpanStatus(SpanStatusCode Code, string Description = "")
{
    /// <summary>OTLP's name of the code, e.g. <c>STATUS_CODE_ERROR</c>.</summary>
    public string CodeName => Code switch
    {
        SpanStatusCode.Ok => "STATUS_CODE_OK",
        SpanStatusCode.Error => "STATUS_CODE_ERROR",
        _ => "STATUS_CODE_UNSET",
    };
}

/// <summary>What emitted spans: a service on a host.</summary>
/// <param name="Attributes">In the order sent.</param>
/// <param name="DroppedAttributesCount">How many attributes were dropped.</param>
/// <param name="SchemaUrl">The semantic conventions' version; MAY be empty.</param>
public sealed record Resource(
    ImmutableArray<TraceAttribute> Attributes, uint DroppedAttributesCount = 0, string SchemaUrl = "")
{
    /// <summary>A resource that says nothing.</summary>
    public static Resource Empty { get; } = new([]);

    /// <summary>The attribute <c>service.name</c> as text; empty when absent.</summary>
    public string ServiceName { get; } = Attributes.LastText(SemanticConventions.ServiceName) ?? "";
}

/// <summary>The instrumentation library that made spans.</summary>
/// <param name="Name">E.g. <c>Npgsql</c>; MAY be empty.</param>
/// <param name="Version">MAY be empty.</param>
/// <param name="Attributes">In the order sent.</param>
/// <param name="DroppedAttributesCount">How many attributes were dropped.</param>
/// <param name="SchemaUrl">The semantic conventions' version; MAY be empty.</param>
public sealed record InstrumentationScope(
    string Name,
    string Version,
    ImmutableArray<TraceAttribute> Attributes,
    uint DroppedAttributesCount = 0,
    string SchemaUrl = "")
{
    /// <summary>A scope that says nothing.</summary>
    public static InstrumentationScope Empty { get; } = new("", "", []);
}
