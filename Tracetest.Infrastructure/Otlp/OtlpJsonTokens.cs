using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Google.Protobuf;

namespace Tracetest.Infrastructure.Otlp;

/// <summary>Reads objects, lists and single values of OTLP's JSON. <c>null</c> is read as absent everywhere.</summary>
/// <exception cref="JsonException">The document is broken, or a value has another type than the one asked for.</exception>
internal static class OtlpJsonTokens
{
    private delegate bool TryGet<T>(ref Utf8JsonReader reader, out T number);

    /// <summary>The fields of the object the reader is on.</summary>
    public static JsonFields Fields(this ref Utf8JsonReader reader) => new(IsOpen(ref reader, JsonTokenType.StartObject));

    /// <summary>The items of the list the reader is on.</summary>
    public static JsonItems Items(this ref Utf8JsonReader reader) => new(IsOpen(ref reader, JsonTokenType.StartArray));

    public static string ReadText(this ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => TextOf(ref reader),
        JsonTokenType.Null => "",
        _ => throw Unexpected(ref reader, "text"),
    };

    public static bool ReadBoolean(this ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False or JsonTokenType.Null => false,
        _ => throw Unexpected(ref reader, "true or false"),
    };

    public static long ReadInt64(this ref Utf8JsonReader reader) => ReadNumber<long>(
        ref reader, NumberStyles.AllowLeadingSign, (ref Utf8JsonReader at, out long number) => at.TryGetInt64(out number));

    public static ulong ReadUInt64(this ref Utf8JsonReader reader) => ReadNumber<ulong>(
        ref reader, NumberStyles.None, (ref Utf8JsonReader at, out ulong number) => at.TryGetUInt64(out number));

    public static uint ReadUInt32(this ref Utf8JsonReader reader) => ReadNumber<uint>(
        ref reader, NumberStyles.None, (ref Utf8JsonReader at, out uint number) => at.TryGetUInt32(out number));

    /// <summary>A number, or its text: also <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>.</summary>
    public static double ReadDouble(this ref Utf8JsonReader reader) => ReadNumber<double>(
        ref reader, NumberStyles.Float, (ref Utf8JsonReader at, out double number) => at.TryGetDouble(out number));

    /// <summary>A number, or one of the names.</summary>
    public static int ReadEnum(this ref Utf8JsonReader reader, Func<string, int?> numberOf) => reader.TokenType switch
    {
        JsonTokenType.Null => 0,
        JsonTokenType.String => numberOf(TextOf(ref reader)) ?? throw Unexpected(ref reader, "one of OTLP's names"),
        JsonTokenType.Number when reader.TryGetInt32(out var number) => number,
        _ => throw Unexpected(ref reader, "a number or a name"),
    };

    /// <summary>An id in hexadecimal digits, of any length.</summary>
    public static ByteString ReadId(this ref Utf8JsonReader reader)
    {
        var text = reader.ReadText();
        try
        {
            return ByteString.CopyFrom(Convert.FromHexString(text));
        }
        catch (FormatException)
        {
            throw Unexpected(ref reader, "hexadecimal digits");
        }
    }

    public static ByteString ReadBytes(this ref Utf8JsonReader reader)
    {
        var text = reader.ReadText();
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? ByteString.CopyFrom(bytes, 0, length)
            : throw Unexpected(ref reader, "base64");
    }

    /// <summary>The unescaped text, with U+FFFD for bad UTF-8 and lone surrogates: the framework's own reading throws on both.</summary>
    public static string TextOf(ref Utf8JsonReader reader)
    {
        var text = Encoding.UTF8.GetString(reader.ValueSpan);
        return reader.ValueIsEscaped ? WithoutLoneSurrogates(Unescape(text)) : text;
    }

    public static JsonException Unexpected(ref Utf8JsonReader reader, string expected) =>
        new($"Expected {expected} at byte {reader.TokenStartIndex}, found {reader.TokenType}.");

    private static bool IsOpen(ref Utf8JsonReader reader, JsonTokenType start) =>
        reader.TokenType == start
        || (reader.TokenType == JsonTokenType.Null ? false : throw Unexpected(ref reader, start.ToString()));

    private static T ReadNumber<T>(ref Utf8JsonReader reader, NumberStyles style, TryGet<T> tryGet)
        where T : struct, System.Numerics.INumber<T>
    {
        T number = default;
        var isRead = reader.TokenType switch
        {
            JsonTokenType.Null => true,
            JsonTokenType.Number => tryGet(ref reader, out number),
            JsonTokenType.String => T.TryParse(TextOf(ref reader), style, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
        return isRead ? number : throw Unexpected(ref reader, $"a number of type {typeof(T).Name}");
    }

    private static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                plain.Append(text[i]);
                continue;
            }

            i++; // the reader has checked that a known escape follows
            if (text[i] == 'u')
            {
                var digits = text.AsSpan(i + 1, 4);
                plain.Append((char)ushort.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                plain.Append(Escaped(text[i]));
            }
        }

        return plain.ToString();
    }

    private static char Escaped(char letter) => letter switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => letter,
    };

    private static string WithoutLoneSurrogates(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}

/// <summary>Steps through the fields of an object; every value must be read or skipped before the next step.</summary>
internal readonly struct JsonFields(bool isOpen)
{
    private const int LongestName = 64;

    /// <summary>Every field OTLP has, by its name in camel and in snake case.</summary>
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Names = BothSpellings(
        "resourceSpans", "scopeSpans", "resource", "scope", "spans", "schemaUrl", "attributes", "droppedAttributesCount",
        "name", "version", "traceId", "spanId", "parentSpanId", "traceState", "kind", "startTimeUnixNano", "endTimeUnixNano",
        "events", "droppedEventsCount", "links", "droppedLinksCount", "status", "flags", "timeUnixNano", "code", "message",
        "key", "value", "values", "stringValue", "boolValue", "intValue", "doubleValue", "arrayValue", "kvlistValue",
        "bytesValue");

    /// <summary>Moves to the next value.</summary>
    /// <param name="reader">The reader that was on the object.</param>
    /// <param name="name">The field in camel case; <see langword="null"/> when OTLP has no such field.</param>
    public bool Next(ref Utf8JsonReader reader, out string? name)
    {
        name = null;
        if (!isOpen)
        {
            return false;
        }

        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            return false;
        }

        name = NameOf(ref reader);
        reader.Read();
        return true;
    }

    private static string? NameOf(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > LongestName)
        {
            return null;
        }

        Span<char> name = stackalloc char[LongestName];
        var length = Encoding.UTF8.GetChars(reader.ValueSpan, name);
        return Names.TryGetValue(name[..length], out var known) ? known : null;
    }

    private static FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> BothSpellings(params string[] names) =>
        names.Concat(names.Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))
            .Distinct()
            .Zip(names.Concat(names.Where(name => JsonNamingPolicy.SnakeCaseLower.ConvertName(name) != name)))
            .ToFrozenDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
}

/// <summary>Steps through the items of a list; every item must be read or skipped before the next step.</summary>
internal readonly struct JsonItems(bool isOpen)
{
    public bool Next(ref Utf8JsonReader reader) => isOpen && reader.Read() && reader.TokenType != JsonTokenType.EndArray;
}
