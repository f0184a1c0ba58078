using System.Text;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Tracetest.Infrastructure.Otlp.Wire;

namespace Tracetest.Infrastructure.Otlp;

/// <summary>Cuts messages down to the <see cref="SpanLimits"/>. Every cut is counted.</summary>
internal sealed class SpanTrimmer(SpanLimits limits, OtlpMetrics metrics)
{
    private const int BytesPerItem = 2;

    /// <summary>Cuts a span.</summary>
    /// <param name="span">What to cut.</param>
    /// <param name="byteCount">Its length as sent.</param>
    /// <returns>Whether anything was changed.</returns>
    public bool Trim(Span span, int byteCount) => !IsWithinLimits(span, byteCount) && Trim(span);

    private bool Trim(Span span)
    {
        var changed = false;
        span.Name = Trimmed(span.Name, ref changed);
        span.TraceState = Trimmed(span.TraceState, ref changed);
        span.DroppedAttributesCount += TrimAttributes(span.Attributes, ref changed);
        span.DroppedEventsCount += Shorten(span.Events, limits.MaxEvents, "events", ref changed);
        span.DroppedLinksCount += Shorten(span.Links, limits.MaxLinks, "links", ref changed);
        foreach (var item in span.Events)
        {
            item.Name = Trimmed(item.Name, ref changed);
            item.DroppedAttributesCount += TrimAttributes(item.Attributes, ref changed);
        }

        foreach (var link in span.Links)
        {
            link.TraceState = Trimmed(link.TraceState, ref changed);
            link.DroppedAttributesCount += TrimAttributes(link.Attributes, ref changed);
        }

        if (span.Status is { } status)
        {
            status.Message = Trimmed(status.Message, ref changed);
        }

        return changed;
    }

    public void Trim(Resource resource)
    {
        var changed = false;
        resource.DroppedAttributesCount += TrimAttributes(resource.Attributes, ref changed);
    }

    public void Trim(InstrumentationScope scope)
    {
        var changed = false;
        scope.Name = Trimmed(scope.Name, ref changed);
        scope.Version = Trimmed(scope.Version, ref changed);
        scope.DroppedAttributesCount += TrimAttributes(scope.Attributes, ref changed);
    }

    /// <summary>A text of its own, cut to what a value may take.</summary>
    public string Trimmed(string text, ref bool changed)
    {
        var budget = limits.MaxValueBytes;
        return Trimmed(text, ref budget, ref changed);
    }

    /// <summary>Tells at a glance what nearly all spans are: too short to hold a long value, with few values and flat ones.</summary>
    private bool IsWithinLimits(Span span, int byteCount)
    {
        if (byteCount > limits.MaxValueBytes
            || span.Events.Count > limits.MaxEvents
            || span.Links.Count > limits.MaxLinks
            || !AreWithinLimits(span.Attributes))
        {
            return false;
        }

        for (var i = 0; i < span.Events.Count; i++)
        {
            if (!AreWithinLimits(span.Events[i].Attributes))
            {
                return false;
            }
        }

        for (var i = 0; i < span.Links.Count; i++)
        {
            if (!AreWithinLimits(span.Links[i].Attributes))
            {
                return false;
            }
        }

        return true;
    }

    private bool AreWithinLimits(RepeatedField<KeyValue> attributes)
    {
        for (var i = 0; i < attributes.Count; i++)
        {
            if (attributes[i].Value?.ValueCase is AnyValue.ValueOneofCase.ArrayValue or AnyValue.ValueOneofCase.KvlistValue)
            {
                return false;
            }
        }

        return attributes.Count <= limits.MaxAttributes;
    }

    private uint TrimAttributes(RepeatedField<KeyValue> attributes, ref bool changed)
    {
        var dropped = Shorten(attributes, limits.MaxAttributes, "attributes", ref changed);
        foreach (var attribute in attributes)
        {
            attribute.Key = Trimmed(attribute.Key, ref changed);
            if (attribute.Value is { } value)
            {
                var budget = limits.MaxValueBytes;
                TrimValue(value, 0, ref budget, ref changed);
            }
        }

        return dropped;
    }

    /// <summary>Cuts a value to what is left of its bytes. The parser bounds the depth, and so this recursion.</summary>
    private void TrimValue(AnyValue value, int depth, ref int budget, ref bool changed)
    {
        switch (value.ValueCase)
        {
            case AnyValue.ValueOneofCase.StringValue:
                value.StringValue = Trimmed(value.StringValue, ref budget, ref changed);
                break;
            case AnyValue.ValueOneofCase.BytesValue:
                value.BytesValue = Trimmed(value.BytesValue, ref budget, ref changed);
                break;
            case AnyValue.ValueOneofCase.ArrayValue or AnyValue.ValueOneofCase.KvlistValue when depth >= limits.MaxNesting:
                value.ClearValue();
                metrics.LimitHit("nesting");
                changed = true;
                break;
            case AnyValue.ValueOneofCase.ArrayValue:
                TrimList(value.ArrayValue.Values, depth + 1, ref budget, ref changed);
                break;
            case AnyValue.ValueOneofCase.KvlistValue:
                TrimMap(value.KvlistValue.Values, depth + 1, ref budget, ref changed);
                break;
            default:
                budget -= sizeof(long);
                break;
        }
    }

    private void TrimList(RepeatedField<AnyValue> items, int depth, ref int budget, ref bool changed)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if ((budget -= BytesPerItem) <= 0)
            {
                Shorten(items, i, "value", ref changed);
                return;
            }

            TrimValue(items[i], depth, ref budget, ref changed);
        }
    }

    private void TrimMap(RepeatedField<KeyValue> entries, int depth, ref int budget, ref bool changed)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if ((budget -= BytesPerItem + Encoding.UTF8.GetByteCount(entry.Key)) <= 0)
            {
                Shorten(entries, i, "value", ref changed);
                return;
            }

            if (entry.Value is { } value)
            {
                TrimValue(value, depth, ref budget, ref changed);
            }
        }
    }

    private ByteString Trimmed(ByteString bytes, ref int budget, ref bool changed)
    {
        var room = Math.Max(budget, 0);
        budget -= bytes.Length;
        if (bytes.Length <= room)
        {
            return bytes;
        }

        metrics.LimitHit("value");
        changed = true;
        return ByteString.CopyFrom(bytes.Span[..room]);
    }

    private string Trimmed(string text, ref int budget, ref bool changed)
    {
        var room = Math.Max(budget, 0);
        var length = Encoding.UTF8.GetByteCount(text);
        budget -= length;
        if (length <= room)
        {
            return text;
        }

        metrics.LimitHit("value");
        changed = true;
        return Cut(text, room);
    }

    /// <summary>The longest start of a text that takes at most so many bytes, whole characters only.</summary>
    private static string Cut(string text, int maxBytes)
    {
        var (bytes, length) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > maxBytes)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }

    private uint Shorten<T>(RepeatedField<T> items, int limit, string name, ref bool changed)
    {
        var excess = items.Count - limit;
        if (excess <= 0)
        {
            return 0;
        }

        for (var i = items.Count - 1; i >= limit; i--)
        {
            items.RemoveAt(i);
        }

        metrics.LimitHit(name, excess);
        changed = true;
        return (uint)excess;
    }
}
