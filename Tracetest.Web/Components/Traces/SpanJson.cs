using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tracetest.Domain.Traces;

namespace Tracetest.Web.Components.Traces;

/// <summary>A span as indented JSON for reading, cut where it grows beyond use.</summary>
public static class SpanJson
{
    /// <summary>How much is shown, in characters.</summary>
    public const int MaxLength = 100_000;

    /// <summary>What the test language knows of every span.</summary>
    public static ImmutableArray<string> SynthesisedNames { get; } =
    [
        SemanticConventions.SpanName, SemanticConventions.SpanTypeKey, SemanticConventions.SpanKindKey, SemanticConventions.SpanDuration,
        SemanticConventions.SpanStatusCodeKey, SemanticConventions.SpanStatusDescription,
    ];

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Span span)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, span);
        }

        var text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        return text.Length <= MaxLength ? text : text[..MaxLength] + "\n… cut";
    }

    private static void Write(Utf8JsonWriter writer, Span span)
    {
        writer.WriteStartObject();
        writer.WriteString("traceId", span.TraceId.ToString());
        writer.WriteString("spanId", span.Id.ToString());
        writer.WriteString("parentSpanId", span.ParentId.IsValid ? span.ParentId.ToString() : "");
        writer.WriteString("name", span.Name);
        writer.WriteString("kind", span.Kind.ToName());
        writer.WriteNumber("startTimeUnixNano", span.StartTimeUnixNano);
        writer.WriteNumber("endTimeUnixNano", span.EndTimeUnixNano);
        writer.WriteString("statusCode", span.Status?.CodeName ?? "STATUS_CODE_UNSET");
        writer.WriteString("statusMessage", span.Status?.Description ?? "");
        WriteAttributes(writer, "attributes", span.Attributes);
        WriteAttributes(writer, "resource", span.Resource.Attributes);
        writer.WriteStartObject("scope");
        writer.WriteString("name", span.Scope.Name);
        writer.WriteString("version", span.Scope.Version);
        writer.WriteEndObject();
        WriteEvents(writer, span.Events);
        WriteLinks(writer, span.Links);
        writer.WriteEndObject();
    }

    private static void WriteEvents(Utf8JsonWriter writer, ImmutableArray<SpanEvent> events)
    {
        writer.WriteStartArray("events");
        foreach (var spanEvent in events)
        {
            writer.WriteStartObject();
            writer.WriteString("name", spanEvent.Name);
            writer.WriteNumber("timeUnixNano", spanEvent.TimeUnixNano);
            WriteAttributes(writer, "attributes", spanEvent.Attributes);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteLinks(Utf8JsonWriter writer, ImmutableArray<SpanLink> links)
    {
        writer.WriteStartArray("links");
        foreach (var link in links)
        {
            writer.WriteStartObject();
            writer.WriteString("traceId", link.TraceId.ToString());
            writer.WriteString("spanId", link.SpanId.ToString());
            WriteAttributes(writer, "attributes", link.Attributes);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Scalars keep their type; lists and maps are shown as the text the test language sees.</summary>
    private static void WriteAttributes(Utf8JsonWriter writer, string name, ImmutableArray<TraceAttribute> attributes)
    {
        writer.WriteStartObject(name);
        foreach (var (key, value) in attributes.DistinctBy(attribute => attribute.Key))
        {
            switch (value.Type)
            {
                case AttributeType.Integer:
                    writer.WriteNumber(key, value.AsInteger);
                    break;
                case AttributeType.Boolean:
                    writer.WriteBoolean(key, value.AsBoolean);
                    break;
                default:
                    writer.WriteString(key, value.ToText());
                    break;
            }
        }

        writer.WriteEndObject();
    }
}
