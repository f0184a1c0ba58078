using System.Text.Json;
using Tracetest.Infrastructure.Otlp.Wire;

namespace Tracetest.Infrastructure.Otlp;

/// <summary>Reads one span of OTLP's JSON.</summary>
/// <exception cref="JsonException">The span has not OTLP's shape.</exception>
internal static class OtlpJsonSpan
{
    public static Span Read(ref Utf8JsonReader reader)
    {
        var span = new Span();
        for (var fields = reader.Fields(); fields.Next(ref reader, out var name);)
        {
            ReadField(ref reader, span, name);
        }

        return span;
    }

    private static void ReadField(ref Utf8JsonReader reader, Span span, string? name)
    {
        switch (name)
        {
            case "traceId":
                span.TraceId = reader.ReadId();
                break;
            case "spanId":
                span.SpanId = reader.ReadId();
                break;
            case "parentSpanId":
                span.ParentSpanId = reader.ReadId();
                break;
            case "traceState":
                span.TraceState = reader.ReadText();
                break;
            case "name":
                span.Name = reader.ReadText();
                break;
            case "kind":
                span.Kind = (SpanKind)reader.ReadEnum(KindOf);
                break;
            case "startTimeUnixNano":
                span.StartTimeUnixNano = reader.ReadUInt64();
                break;
            case "endTimeUnixNano":
                span.EndTimeUnixNano = reader.ReadUInt64();
                break;
            case "status":
                span.Status = ReadStatus(ref reader);
                break;
            case "flags":
                span.Flags = reader.ReadUInt32();
                break;
            default:
                ReadList(ref reader, span, name);
                break;
        }
    }

    private static void ReadList(ref Utf8JsonReader reader, Span span, string? name)
    {
        switch (name)
        {
            case "attributes":
                OtlpJsonValues.ReadAttributes(ref reader, span.Attributes);
                break;
            case "droppedAttributesCount":
                span.DroppedAttributesCount = reader.ReadUInt32();
                break;
            case "events":
                for (var items = reader.Items(); items.Next(ref reader);)
                {
                    span.Events.Add(ReadEvent(ref reader));
                }

                break;
            case "droppedEventsCount":
                span.DroppedEventsCount = reader.ReadUInt32();
                break;
            case "links":
                for (var items = reader.Items(); items.Next(ref reader);)
                {
                    span.Links.Add(ReadLink(ref reader));
                }

                break;
            case "droppedLinksCount":
                span.DroppedLinksCount = reader.ReadUInt32();
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private static Event ReadEvent(ref Utf8JsonReader reader)
    {
        var item = new Event();
        for (var fields = reader.Fields(); fields.Next(ref reader, out var name);)
        {
            switch (name)
            {
                case "timeUnixNano":
                    item.TimeUnixNano = reader.ReadUInt64();
                    break;
                case "name":
                    item.Name = reader.ReadText();
                    break;
                case "attributes":
                    OtlpJsonValues.ReadAttributes(ref reader, item.Attributes);
                    break;
                case "droppedAttributesCount":
                    item.DroppedAttributesCount = reader.ReadUInt32();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return item;
    }

    private static Link ReadLink(ref Utf8JsonReader reader)
    {
        var link = new Link();
        for (var fields = reader.Fields(); fields.Next(ref reader, out var name);)
        {
            switch (name)
            {
                case "traceId":
                    link.TraceId = reader.ReadId();
                    break;
                case "spanId":
                    link.SpanId = reader.ReadId();
                    break;
                case "traceState":
                    link.TraceState = reader.ReadText();
                    break;
                case "attributes":
                    OtlpJsonValues.ReadAttributes(ref reader, link.Attributes);
                    break;
                case "droppedAttributesCount":
                    link.DroppedAttributesCount = reader.ReadUInt32();
                    break;
                case "flags":
                    link.Flags = reader.ReadUInt32();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return link;
    }

    private static Status? ReadStatus(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        var status = new Status();
        for (var fields = reader.Fields(); fields.Next(ref reader, out var name);)
        {
            switch (name)
            {
                case "code":
                    status.Code = (StatusCode)reader.ReadEnum(CodeOf);
                    break;
                case "message":
                    status.Message = reader.ReadText();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return status;
    }

    private static int? KindOf(string name) => name switch
    {
        "SPAN_KIND_UNSPECIFIED" => (int)SpanKind.Unspecified,
        "SPAN_KIND_INTERNAL" => (int)SpanKind.Internal,
        "SPAN_KIND_SERVER" => (int)SpanKind.Server,
        "SPAN_KIND_CLIENT" => (int)SpanKind.Client,
        "SPAN_KIND_PRODUCER" => (int)SpanKind.Producer,
        "SPAN_KIND_CONSUMER" => (int)SpanKind.Consumer,
        _ => null,
    };

    private static int? CodeOf(string name) => name switch
    {
        "STATUS_CODE_UNSET" => (int)StatusCode.Unset,
        "STATUS_CODE_OK" => (int)StatusCode.Ok,
        "STATUS_CODE_ERROR" => (int)StatusCode.Error,
        _ => null,
    };
}
