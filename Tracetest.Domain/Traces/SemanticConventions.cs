namespace Tracetest.Domain.Traces;

/// <summary>The attribute keys this product reads or writes, each spelt once.</summary>
public static class SemanticConventions
{
    /// <summary>Resource: the emitting service.</summary>
    public const string ServiceName = "service.name";

    /// <summary>Name of the synthetic root that stands for the trigger.</summary>
    public const string TriggerSpanName = "Tracetest trigger";

    /// <summary>Name of the placeholder root older data may hold; dropped when a trace is assembled.</summary>
    public const string TemporaryRootName = "Temporary Tracetest root span";

    /// <summary>The span's name.</summary>
    public const string SpanName = "tracetest.span.name";

    /// <summary>The span's type: see <see cref="SpanType"/>.</summary>
    public const string SpanTypeKey = "tracetest.span.type";

    /// <summary>The span's kind, as <see cref="SpanKindNames.ToName"/> writes it.</summary>
    public const string SpanKindKey = "tracetest.span.kind";

    /// <summary>Whole nanoseconds.</summary>
    public const string SpanDuration = "tracetest.span.duration";

    /// <summary>Nanoseconds since the Unix epoch.</summary>
    public const string SpanStartTime = "tracetest.span.start_time";

    /// <summary>Nanoseconds since the Unix epoch.</summary>
    public const string SpanEndTime = "tracetest.span.end_time";

    /// <summary>16 hex digits, zeros for none.</summary>
    public const string SpanParentId = "tracetest.span.parent_id";

    /// <summary>OTLP's name of the status code; absent when no status was sent.</summary>
    public const string SpanStatusCodeKey = "tracetest.span.status_code";

    /// <summary>The status description; absent when empty.</summary>
    public const string SpanStatusDescription = "tracetest.span.status_description";

    /// <summary>JSON list of the events.</summary>
    public const string SpanEvents = "span.events";

    /// <summary>Trigger span: the numeric status code as text.</summary>
    public const string ResponseStatus = "tracetest.response.status";

    /// <summary>Trigger span: the response body.</summary>
    public const string ResponseBody = "tracetest.response.body";

    /// <summary>Trigger span: the response headers as a JSON list of key and value.</summary>
    public const string ResponseHeaders = "tracetest.response.headers";

    /// <summary>Prefix of what the language knows of the selection itself, not of a span.</summary>
    public const string SelectedSpansPrefix = "tracetest.selected_spans.";

    /// <summary>How many spans the open selector picked.</summary>
    public const string SelectedSpansCount = SelectedSpansPrefix + "count";
}
