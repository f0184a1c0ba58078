using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Tracetest.Domain.Traces;

namespace Tracetest.Conformance.Traces;

/// <summary>Reads attribute values as OTLP writes them in JSON.</summary>
internal static class OtlpValues
{
    /// <summary>A value; an object without a field is a value that was not set.</summary>
    public static AttributeValue Read(Fields value)
    {
        var names = value.Element.EnumerateObject().Select(member => member.Name).ToArray();
        return names switch
        {
            [] => default,
            ["stringValue"] => AttributeValue.From(value.Text("stringValue")),
            ["intValue"] => AttributeValue.From(Integer(value)),
            ["boolValue"] => AttributeValue.From(value.Flag("boolValue")),
            ["doubleValue"] => AttributeValue.From(Double(value)),
            ["arrayValue"] => AttributeValue.From(value.Object("arrayValue").Objects("values").Select(Read).ToImmutableArray()),
            ["kvlistValue"] => AttributeValue.From(value.Object("kvlistValue").Objects("values").Select(Entry).ToImmutableArray()),
            ["bytesValue"] => AttributeValue.From(Bytes(value.Text("bytesValue"))),
            _ => throw value.Unknown(names[0]),
        };
    }

    private static TraceAttribute Entry(Fields entry) => new(entry.Text("key"), Read(entry.Object("value")));

    /// <summary>A number, or its digits in a text, which is how JSON of OTLP carries 64 bits.</summary>
    private static long Integer(Fields value) => value.Required("intValue").ValueKind == JsonValueKind.Number
        ? value.Number("intValue")
        : long.TryParse(value.Text("intValue"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw value.Unknown("intValue");

    /// <summary>A number, or one of the texts <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>.</summary>
    private static double Double(Fields value) => value.Required("doubleValue") switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        _ => double.TryParse(value.Text("doubleValue"), CultureInfo.InvariantCulture, out var number)
            ? number
            : throw value.Unknown("doubleValue"),
    };

    private static ImmutableArray<byte> Bytes(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count)
            ? [.. bytes.AsSpan(0, count)]
            : throw new MalformedVectorException($"`bytesValue` is no base64: {text}");
    }
}
