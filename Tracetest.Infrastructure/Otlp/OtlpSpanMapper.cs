using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Tracetest.Domain.Traces;
using Tracetest.Infrastructure.Otlp.Wire;
using Resource = Tracetest.Domain.Traces.Resource;
using Span = Tracetest.Domain.Traces.Span;
using SpanKind = Tracetest.Domain.Traces.SpanKind;
using WireResource = Tracetest.Infrastructure.Otlp.Wire.Resource;
using WireSpan = Tracetest.Infrastructure.Otlp.Wire.Span;

namespace Tracetest.Infrastructure.Otlp;

/// <summary>From OTLP's messages to the product's own spans.</summary>
/// <remarks>
/// Total: whatever a message holds, something is made of it; only ids of a wrong shape make a span unusable. Attribute keys of
/// one mapper are shared, so use one per trace. Not thread-safe.
/// </remarks>
internal sealed class OtlpSpanMapper
{
    private static readonly MessageParser<WireSpan> Parser = WireSpan.Parser.WithDiscardUnknownFields(true);

    private readonly Dictionary<string, string> _keys = [];

    /// <summary>Parses one message; what passes once passes always, so what is stored can be read back.</summary>
    /// <exception cref="InvalidProtocolBufferException">The bytes are no OTLP span, or nested too deep.</exception>
    public static WireSpan Parse(ReadOnlySpan<byte> message) => Parser.ParseFrom(message);

    /// <summary>All spans with usable ids; the others are left out.</summary>
    public IEnumerable<Span> Map(TracesData data) =>
        from resourceSpans in data.ResourceSpans
        let resource = Map(resourceSpans.Resource, resourceSpans.SchemaUrl)
        from scopeSpans in resourceSpans.ScopeSpans
        let scope = Map(scopeSpans.Scope, scopeSpans.SchemaUrl)
        from message in scopeSpans.Spans
        let span = Map(message, resource, scope)
        where span is not null
        select span;

    /// <summary>One span; <see langword="null"/> when its trace id or span id is no id.</summary>
    public Span? Map(WireSpan message, Resource resource, Domain.Traces.InstrumentationScope scope) =>
        !TraceId.TryRead(message.TraceId.Span, out var traceId) || !SpanId.TryRead(message.SpanId.Span, out var id) ? null : new()
        {
            TraceId = traceId,
            Id = id,
            ParentId = ToSpanId(message.ParentSpanId),
            Name = message.Name,
            Kind = ToKind(message.Kind),
            StartTimeUnixNano = ToUnixNano(message.StartTimeUnixNano),
            EndTimeUnixNano = ToUnixNano(message.EndTimeUnixNano),
            Attributes = ToAttributes(message.Attributes),
            Events = ToArray(message.Events, Map),
            Links = ToArray(message.Links, Map),
            Status = message.Status is { } status ? new(ToCode(status.Code), status.Message) : null,
            TraceState = message.TraceState,
            Flags = message.Flags,
            DroppedAttributesCount = message.DroppedAttributesCount,
            DroppedEventsCount = message.DroppedEventsCount,
            DroppedLinksCount = message.DroppedLinksCount,
            Resource = resource,
            Scope = scope,
        };

    public Resource Map(WireResource? message, string schemaUrl) => message is null && schemaUrl.Length == 0
        ? Resource.Empty
        : new(ToAttributes(message?.Attributes ?? []), message?.DroppedAttributesCount ?? 0, schemaUrl);

    public Domain.Traces.InstrumentationScope Map(Wire.InstrumentationScope? message, string schemaUrl) =>
        message is null && schemaUrl.Length == 0
            ? Domain.Traces.InstrumentationScope.Empty
            : new(
                message?.Name ?? "",
                message?.Version ?? "",
                ToAttributes(message?.Attributes ?? []),
                message?.DroppedAttributesCount ?? 0,
                schemaUrl);

    /// <summary>OTLP's unsigned time in ours; what lies beyond the year 2262 is that year.</summary>
    public static long ToUnixNano(ulong time) => (long)Math.Min(time, long.MaxValue);

    public static SpanKind ToKind(Wire.SpanKind kind) =>
        kind is > Wire.SpanKind.Unspecified and <= Wire.SpanKind.Consumer ? (SpanKind)kind : SpanKind.Unspecified;

    public static SpanStatusCode ToCode(StatusCode code) =>
        code is StatusCode.Ok or StatusCode.Error ? (SpanStatusCode)code : SpanStatusCode.Unset;

    private static SpanId ToSpanId(ByteString bytes) => SpanId.TryRead(bytes.Span, out var id) ? id : default;

    private SpanEvent Map(Event message) => new(
        message.Name, ToUnixNano(message.TimeUnixNano), ToAttributes(message.Attributes), message.DroppedAttributesCount);

    private SpanLink Map(Link message) => new(
        TraceId.TryRead(message.TraceId.Span, out var traceId) ? traceId : default,
        ToSpanId(message.SpanId),
        message.TraceState,
        ToAttributes(message.Attributes),
        message.DroppedAttributesCount,
        message.Flags);

    private ImmutableArray<TraceAttribute> ToAttributes(RepeatedField<KeyValue> entries) =>
        ToArray(entries, entry => new TraceAttribute(Shared(entry.Key), ToValue(entry.Value)));

    /// <summary>The parser bounds the depth, and so this recursion.</summary>
    private AttributeValue ToValue(AnyValue? value) => value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => AttributeValue.From(value.StringValue),
        AnyValue.ValueOneofCase.BoolValue => AttributeValue.From(value.BoolValue),
        AnyValue.ValueOneofCase.IntValue => AttributeValue.From(value.IntValue),
        AnyValue.ValueOneofCase.DoubleValue => AttributeValue.From(value.DoubleValue),
        AnyValue.ValueOneofCase.BytesValue => AttributeValue.From(ImmutableArray.Create(value.BytesValue.Span)),
        AnyValue.ValueOneofCase.ArrayValue => AttributeValue.From(ToArray(value.ArrayValue.Values, ToValue)),
        AnyValue.ValueOneofCase.KvlistValue => AttributeValue.From(ToAttributes(value.KvlistValue.Values)),
        _ => default,
    };

    private static ImmutableArray<TResult> ToArray<T, TResult>(RepeatedField<T> items, Func<T, TResult> map)
    {
        if (items.Count == 0)
        {
            return [];
        }

        var mapped = new TResult[items.Count];
        for (var i = 0; i < mapped.Length; i++)
        {
            mapped[i] = map(items[i]);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(mapped);
    }

    private string Shared(string key)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_keys, key, out _);
        return known ??= key;
    }
}
