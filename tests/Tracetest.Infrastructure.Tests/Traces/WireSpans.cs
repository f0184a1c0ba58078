using Google.Protobuf;
using Tracetest.Domain.Traces;
using Tracetest.Infrastructure.Otlp.Wire;
using Span = Tracetest.Domain.Traces.Span;
using WireSpan = Tracetest.Infrastructure.Otlp.Wire.Span;

namespace Tracetest.Infrastructure.Tests.Traces;

/// <summary>Domain spans as a sender would put them: the way back of what the product reads.</summary>
internal static class WireSpans
{
    public static byte[] ToRequest(IEnumerable<Span> spans)
    {
        var request = new TracesData();
        foreach (var span in spans)
        {
            var scope = new ScopeSpans
            {
                Scope = new() { Name = span.Scope.Name, Version = span.Scope.Version, DroppedAttributesCount = span.Scope.DroppedAttributesCount },
                SchemaUrl = span.Scope.SchemaUrl,
                Spans = { ToMessage(span) },
            };
            scope.Scope.Attributes.Add(span.Scope.Attributes.Select(ToMessage));
            var resource = new ResourceSpans
            {
                Resource = new() { DroppedAttributesCount = span.Resource.DroppedAttributesCount },
                SchemaUrl = span.Resource.SchemaUrl,
                ScopeSpans = { scope },
            };
            resource.Resource.Attributes.Add(span.Resource.Attributes.Select(ToMessage));
            request.ResourceSpans.Add(resource);
        }

        return request.ToByteArray();
    }

    private static WireSpan ToMessage(Span span) => new()
    {
        TraceId = ByteString.CopyFrom(span.TraceId.ToByteArray()),
        SpanId = ToBytes(span.Id),
        ParentSpanId = ToBytes(span.ParentId),
        Name = span.Name,
        Kind = (Tracetest.Infrastructure.Otlp.Wire.SpanKind)span.Kind,
        StartTimeUnixNano = (ulong)span.StartTimeUnixNano,
        EndTimeUnixNano = (ulong)span.EndTimeUnixNano,
        Attributes = { span.Attributes.Select(ToMessage) },
        Events = { span.Events.Select(ToMessage) },
        Links = { span.Links.Select(ToMessage) },
        Status = span.Status is { } status ? new() { Code = (StatusCode)status.Code, Message = status.Description } : null,
        TraceState = span.TraceState,
        Flags = span.Flags,
        DroppedAttributesCount = span.DroppedAttributesCount,
        DroppedEventsCount = span.DroppedEventsCount,
        DroppedLinksCount = span.DroppedLinksCount,
    };

    private static ByteString ToBytes(SpanId id) => id.IsValid ? ByteString.CopyFrom(id.ToByteArray()) : ByteString.Empty;

    private static Event ToMessage(SpanEvent item) => new()
    {
        Name = item.Name,
        TimeUnixNano = (ulong)item.TimeUnixNano,
        Attributes = { item.Attributes.Select(ToMessage) },
        DroppedAttributesCount = item.DroppedAttributesCount,
    };

    private static Link ToMessage(SpanLink link) => new()
    {
        TraceId = link.TraceId.IsValid ? ByteString.CopyFrom(link.TraceId.ToByteArray()) : ByteString.Empty,
        SpanId = ToBytes(link.SpanId),
        TraceState = link.TraceState,
        Attributes = { link.Attributes.Select(ToMessage) },
        DroppedAttributesCount = link.DroppedAttributesCount,
        Flags = link.Flags,
    };

    private static KeyValue ToMessage(TraceAttribute attribute) => new() { Key = attribute.Key, Value = ToMessage(attribute.Value) };

    private static AnyValue ToMessage(AttributeValue value) => value.Type switch
    {
        AttributeType.String => new() { StringValue = value.AsString },
        AttributeType.Boolean => new() { BoolValue = value.AsBoolean },
        AttributeType.Integer => new() { IntValue = value.AsInteger },
        AttributeType.Double => new() { DoubleValue = value.AsDouble },
        AttributeType.List => new() { ArrayValue = new() { Values = { value.AsList.Select(ToMessage) } } },
        AttributeType.Map => new() { KvlistValue = new() { Values = { value.AsMap.Select(ToMessage) } } },
        AttributeType.Bytes => new() { BytesValue = ByteString.CopyFrom(value.AsBytes.AsSpan()) },
        _ => new(),
    };
}
