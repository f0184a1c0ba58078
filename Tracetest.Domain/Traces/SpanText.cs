using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tracetest.Domain.Traces;

/// <summary>A span as the test language sees it: a flat map from attribute name to text.</summary>
/// <remarks>
/// Source: spec language 1.1, datastores 1.2 and 1.3. Of equal names the span's own attribute wins, then the synthesised one,
/// then the scope's, then the resource's (reference: resource over scope over span).
/// Stateless, thread-safe; nothing is cached, a lookup walks the span's attributes.
/// </remarks>
public static class SpanText
{
    private static readonly JsonWriterOptions EventOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of one attribute.</summary>
    /// <returns>The text, possibly empty; <see langword="null"/> when the span has no such attribute.</returns>
    public static string? TextOf(this Span span, string name) => span.ValueOf(name)?.ToText();

    /// <summary>What <see cref="TextOf"/> is the text of, without making a text of it.</summary>
    /// <returns>The value; <see langword="null"/> when the span has no such attribute.</returns>
    public static AttributeValue? ValueOf(this Span span, string name) =>
        span.Attributes.LastValue(name)
        ?? Synthesised(span, name)
        ?? span.Scope.Attributes.LastValue(name)
        ?? span.Resource.Attributes.LastValue(name);

    /// <summary>Every attribute of the span, each name once, in ordinal order of the names.</summary>
    public static SortedDictionary<string, string> AllTexts(this Span span)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Overlay(texts, span.Resource.Attributes);
        Overlay(texts, span.Scope.Attributes);
        foreach (var name in SynthesisedNames)
        {
            if (Synthesised(span, name) is { } value)
            {
                texts[name] = value.ToText();
            }
        }

        Overlay(texts, span.Attributes);
        return texts;
    }

    /// <summary>The last value of a key as text, or <see langword="null"/> when the key is absent.</summary>
    public static string? LastText(this ImmutableArray<TraceAttribute> attributes, string key) => attributes.LastValue(key)?.ToText();

    private static AttributeValue? LastValue(this ImmutableArray<TraceAttribute> attributes, string key)
    {
        for (var i = attributes.Length - 1; i >= 0; i--)
        {
            if (attributes[i].Key == key)
            {
                return attributes[i].Value;
            }
        }

        return null;
    }

    /// <summary>The attributes every span is given, some only if it has something to say.</summary>
    internal static readonly ImmutableArray<string> SynthesisedNames =
    [
        SemanticConventions.SpanName, SemanticConventions.SpanTypeKey, SemanticConventions.SpanDuration,
        SemanticConventions.SpanStartTime, SemanticConventions.SpanEndTime, SemanticConventions.SpanParentId,
        SemanticConventions.SpanStatusCodeKey, SemanticConventions.SpanStatusDescription, SemanticConventions.SpanEvents,
    ];

    private static void Overlay(SortedDictionary<string, string> texts, ImmutableArray<TraceAttribute> attributes)
    {
        foreach (var (key, value) in attributes)
        {
            texts[key] = value.ToText();
        }
    }

    /// <summary>What a span is given beside the attributes it was sent with.</summary>
    internal static AttributeValue? Synthesised(Span span, string name) => name switch
    {
        SemanticConventions.SpanName => AttributeValue.From(span.Name),
        SemanticConventions.SpanTypeKey => AttributeValue.From(SpanType.Of(span)),
        SemanticConventions.SpanKindKey => AttributeValue.From(span.Kind.ToName()),
        SemanticConventions.SpanDuration => AttributeValue.From(span.DurationNanoseconds),
        SemanticConventions.SpanStartTime => AttributeValue.From(span.StartTimeUnixNano),
        SemanticConventions.SpanEndTime => AttributeValue.From(span.EndTimeUnixNano),
        SemanticConventions.SpanParentId => span.ParentId.IsValid ? AttributeValue.From(span.ParentId.ToString()) : null,
        SemanticConventions.SpanStatusCodeKey => span.Status is { } status ? AttributeValue.From(status.CodeName) : null,
        SemanticConventions.SpanStatusDescription =>
            span.Status is { Description.Length: > 0 } status ? AttributeValue.From(status.Description) : null,
        SemanticConventions.SpanEvents => HasEventList(span) ? AttributeValue.From(EventsJson(span)) : null,
        _ => null,
    };

    /// <summary>Every span has a list, if an empty one, but the span that stands for the trigger.</summary>
    private static bool HasEventList(Span span) => !span.Events.IsEmpty || span.Name != SemanticConventions.TriggerSpanName;

    private static string EventsJson(Span span)
    {
        if (span.Events.IsEmpty)
        {
            return "[]";
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, EventOptions))
        {
            writer.WriteStartArray();
            foreach (var spanEvent in span.Events)
            {
                WriteEvent(writer, spanEvent);
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteEvent(Utf8JsonWriter writer, SpanEvent spanEvent)
    {
        writer.WriteStartObject();
        writer.WriteString("name", spanEvent.Name);
        writer.WriteString("timestamp", UnixNano.ToRfc3339(spanEvent.TimeUnixNano));
        writer.WriteStartObject("attributes");
        foreach (var (key, value) in spanEvent.Attributes.GroupBy(a => a.Key).Select(same => same.Last()).OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            writer.WriteString(key, value.ToText());
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
