using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tracetest.Domain.Traces;

/// <summary>Which of OTLP's value kinds an <see cref="AttributeValue"/> holds.</summary>
public enum AttributeType
{
    /// <summary>No value was set.</summary>
    Empty,

    /// <summary>Text.</summary>
    String,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A signed 64-bit whole number.</summary>
    Integer,

    /// <summary>A binary 64-bit floating point number, NaN and infinities included.</summary>
    Double,

    /// <summary>A list of values, of any types.</summary>
    List,

    /// <summary>A list of keys with values; a key MAY repeat.</summary>
    Map,

    /// <summary>Raw bytes.</summary>
    Bytes,
}

/// <summary>The value of a trace attribute with the type it was sent with.</summary>
/// <remarks>
/// Source: OTLP <c>AnyValue</c>. Immutable, thread-safe. <see langword="default"/> is the empty value.
/// The test language sees only <see cref="ToText"/> (spec language 1).
/// </remarks>
public readonly struct AttributeValue : IEquatable<AttributeValue>
{
    /// <summary>The original's text of what it keeps no text of.</summary>
    private const string Unsupported = "unsupported value type";

    private readonly object? _reference;
    private readonly long _bits;

    private AttributeValue(AttributeType type, object? reference, long bits)
    {
        Type = type;
        _reference = reference;
        _bits = bits;
    }

    /// <summary>Which kind of value this is; tells which <c>As…</c> member may be read.</summary>
    public AttributeType Type { get; }

    /// <summary>The text of a <see cref="AttributeType.String"/> value; empty for any other type.</summary>
    public string AsString => Type == AttributeType.String ? (string)_reference! : "";

    /// <summary>The number of an <see cref="AttributeType.Integer"/> value; 0 for any other type.</summary>
    public long AsInteger => Type == AttributeType.Integer ? _bits : 0;

    /// <summary>The number of a <see cref="AttributeType.Double"/> value; 0 for any other type.</summary>
    public double AsDouble => Type == AttributeType.Double ? BitConverter.Int64BitsToDouble(_bits) : 0;

    /// <summary>The value of a <see cref="AttributeType.Boolean"/>; <see langword="false"/> for any other type.</summary>
    public bool AsBoolean => Type == AttributeType.Boolean && _bits != 0;

    /// <summary>The items of a <see cref="AttributeType.List"/>, in order; empty for any other type.</summary>
    public ImmutableArray<AttributeValue> AsList =>
        Type == AttributeType.List ? ((ImmutableArray<AttributeValue>?)_reference).GetValueOrDefault([]) : [];

    /// <summary>The entries of a <see cref="AttributeType.Map"/>, in order; empty for any other type.</summary>
    public ImmutableArray<TraceAttribute> AsMap =>
        Type == AttributeType.Map ? ((ImmutableArray<TraceAttribute>?)_reference).GetValueOrDefault([]) : [];

    /// <summary>The bytes of a <see cref="AttributeType.Bytes"/> value; empty for any other type.</summary>
    public ImmutableArray<byte> AsBytes =>
        Type == AttributeType.Bytes ? ((ImmutableArray<byte>?)_reference).GetValueOrDefault([]) : [];

    /// <summary>A text value.</summary>
    public static AttributeValue From(string text) => new(AttributeType.String, text, 0);

    /// <summary>A whole number.</summary>
    public static AttributeValue From(long number) => new(AttributeType.Integer, null, number);

    /// <summary>A floating point number.</summary>
    public static AttributeValue From(double number) =>
        new(AttributeType.Double, null, BitConverter.DoubleToInt64Bits(number));

    /// <summary>A truth value.</summary>
    public static AttributeValue From(bool truth) => new(AttributeType.Boolean, null, truth ? 1 : 0);

    /// <summary>A list, in order.</summary>
    public static AttributeValue From(ImmutableArray<AttributeValue> items) => new(AttributeType.List, items, 0);

    /// <summary>A map, in order.</summary>
    public static AttributeValue From(ImmutableArray<TraceAttribute> entries) => new(AttributeType.Map, entries, 0);

    /// <summary>Raw bytes.</summary>
    public static AttributeValue From(ImmutableArray<byte> bytes) => new(AttributeType.Bytes, bytes, 0);

    /// <summary>Whether both hold the same value of the same type.</summary>
    public static bool operator ==(AttributeValue left, AttributeValue right) => left.Equals(right);

    /// <summary>Whether the values or their types differ.</summary>
    public static bool operator !=(AttributeValue left, AttributeValue right) => !left.Equals(right);

    /// <summary>
    /// The text the test language compares: text as it is, whole numbers in decimal, <c>true</c>/<c>false</c>, doubles in
    /// the shortest form that reads back the same (no point when whole), lists and maps as compact JSON, bytes as base64,
    /// nothing as empty text. Two texts are the original's: a negative number with a fraction has at least six decimals
    /// (<c>-1.500000</c>), and a list or map that holds nothing is <c>unsupported value type</c>.
    /// </summary>
    /// <remarks>
    /// Reference: positive doubles lose their fraction, every list, map and bytes becomes the fixed text. Here as spec datastores 1.2
    /// says, but for the two texts that lose nothing and that spec language 1.3 and its recorded cases hold to.
    /// </remarks>
    public string ToText() => Type switch
    {
        AttributeType.String => AsString,
        AttributeType.Integer => _bits.ToString(CultureInfo.InvariantCulture),
        AttributeType.Double => WithSixDecimalsIfNegative(DoubleText(AsDouble)),
        AttributeType.Boolean => AsBoolean ? "true" : "false",
        AttributeType.Bytes => Convert.ToBase64String(AsBytes.AsSpan()),
        AttributeType.List => AsList.IsEmpty ? Unsupported : ToJson(),
        AttributeType.Map => AsMap.IsEmpty ? Unsupported : ToJson(),
        _ => "",
    };

    /// <inheritdoc/>
    public bool Equals(AttributeValue other) => Type == other.Type && Type switch
    {
        AttributeType.List => AsList.SequenceEqual(other.AsList),
        AttributeType.Map => AsMap.SequenceEqual(other.AsMap),
        AttributeType.Bytes => AsBytes.AsSpan().SequenceEqual(other.AsBytes.AsSpan()),
        _ => _bits == other._bits && Equals(_reference, other._reference),
    };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AttributeValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, ToText());

    /// <summary>The same as <see cref="ToText"/>.</summary>
    public override string ToString() => ToText();

    private static string DoubleText(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
        }

        return Math.Abs(number) < 1e15 && number == Math.Truncate(number)
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>Pads the decimals of a negative number; one with an exponent is left alone.</summary>
    private static string WithSixDecimalsIfNegative(string number)
    {
        var point = number.StartsWith('-') ? number.IndexOf('.', StringComparison.Ordinal) : -1;
        return point < 0 || number.Contains('E', StringComparison.Ordinal) ? number : number.PadRight(point + 1 + 6, '0');
    }

    private string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonOptions))
        {
            WriteJson(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static readonly JsonWriterOptions JsonOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private void WriteJson(Utf8JsonWriter writer)
    {
        switch (Type)
        {
            case AttributeType.Boolean:
                writer.WriteBooleanValue(AsBoolean);
                break;
            case AttributeType.Integer:
                writer.WriteNumberValue(_bits);
                break;
            case AttributeType.Double when double.IsFinite(AsDouble):
                writer.WriteRawValue(DoubleText(AsDouble));
                break;
            case AttributeType.Empty:
                writer.WriteNullValue();
                break;
            case AttributeType.List:
                WriteList(writer);
                break;
            case AttributeType.Map:
                WriteMap(writer);
                break;
            default:
                writer.WriteStringValue(ToText());
                break;
        }
    }

    private void WriteList(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var item in AsList)
        {
            item.WriteJson(writer);
        }

        writer.WriteEndArray();
    }

    private void WriteMap(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in AsMap)
        {
            writer.WritePropertyName(key);
            value.WriteJson(writer);
        }

        writer.WriteEndObject();
    }
}

/// <summary>One attribute of a span, an event, a link, a resource or a scope.</summary>
/// <param name="Key">The name, as sent; MAY be empty.</param>
/// <param name="Value">The value with its type.</param>
public readonly record struct TraceAttribute(string Key, AttributeValue Value);
