using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Triggers;

namespace Tracetest.Domain.TestRuns;

/// <summary>The span that stands for the trigger: root of every run's trace, with the answer as attributes.</summary>
/// <remarks>
/// Source: spec server 2.6. Its id is the parent id sent to the service, so the service's first span is its child by right and
/// the same run has the same root whenever it is looked at (reference: a new random id).
/// </remarks>
public static class TriggerSpan
{
    private const string ServiceName = "tracetest";
    private const string TraceState = "tracetest=true";

    private static readonly Resource Tracetest =
        new([new TraceAttribute(SemanticConventions.ServiceName, AttributeValue.From(ServiceName))]);

    private static readonly JsonWriterOptions HeaderOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The span of a run whose trigger has been fired.</summary>
    public static Span Of(TestRun run)
    {
        var start = run.TriggeredAt ?? run.CreatedAt;
        return new Span
        {
            TraceId = run.TraceId,
            Id = run.SpanId,
            Name = SemanticConventions.TriggerSpanName,
            StartTimeUnixNano = UnixNano.From(start),
            EndTimeUnixNano = UnixNano.From(run.TriggerCompletedAt ?? start),
            TraceState = TraceState,
            Attributes = AttributesOf(run.Response),
            Resource = Tracetest,
        };
    }

    private static ImmutableArray<TraceAttribute> AttributesOf(TriggerResponse? response) => response switch
    {
        TriggerResponse.Http http =>
        [
            new(SemanticConventions.ResponseStatus, AttributeValue.From(http.StatusCode.ToString(CultureInfo.InvariantCulture))),
            new(SemanticConventions.ResponseBody, AttributeValue.From(http.Body)),
            new(SemanticConventions.ResponseHeaders, AttributeValue.From(HeadersJson(http.Headers))),
        ],
        _ => [],
    };

    private static string HeadersJson(ImmutableArray<HttpHeader> headers)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, HeaderOptions))
        {
            writer.WriteStartArray();
            foreach (var header in headers)
            {
                writer.WriteStartObject();
                writer.WriteString("key", header.Key);
                writer.WriteString("value", header.Value);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
