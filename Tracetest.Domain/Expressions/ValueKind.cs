using System.Text.RegularExpressions;
using Tracetest.Domain.Expressions.Json;
using Tracetest.Domain.Quantities;

namespace Tracetest.Domain.Expressions;

/// <summary>What a value is, which decides what may be done with it.</summary>
/// <remarks>Source: spec language 3.3.</remarks>
public enum ValueKind
{
    /// <summary>Nothing.</summary>
    Nil,

    /// <summary>Text of no other kind, truth values and negative numbers included.</summary>
    String,

    /// <summary>Digits, perhaps a point and digits; also the result of arithmetic on such.</summary>
    Number,

    /// <summary>A number and a unit, or nanoseconds computed from such.</summary>
    Duration,

    /// <summary>The text of a JSON object, or of a JSON list of objects.</summary>
    Json,

    /// <summary>A list; or a text in brackets, which is still one text.</summary>
    Array,
}

/// <summary>Tells the kind of a text from the text alone.</summary>
public static class ValueKinds
{
    // Engine without backtracking: linear in the text, which comes from traces.
    private static readonly Regex Bracketed = new(
        @"\[[^,]*(?:,[^\],]+)*\]", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    /// <summary>The kind of a text: the first rule that fits.</summary>
    public static ValueKind Of(string text)
    {
        if (IsNumber(text))
        {
            return ValueKind.Number;
        }

        return Durations.IsDuration(text) ? ValueKind.Duration : OfStructure(text);
    }

    /// <summary>Whether a text is digits, perhaps with a point and digits, and nothing else.</summary>
    public static bool IsNumber(string text) => NumberTexts.PrefixLength(text) is var length and > 0 && length == text.Length;

    /// <summary>The kind as the filter <c>type</c> writes it.</summary>
    public static string ToName(this ValueKind kind) => kind switch
    {
        ValueKind.Nil => "nil",
        ValueKind.Number => "number",
        ValueKind.Duration => "duration",
        ValueKind.Json => "json",
        ValueKind.Array => "array",
        _ => "string",
    };

    private static ValueKind OfStructure(string text)
    {
        var trimmed = text.AsSpan().Trim(" \t\r\n");
        if (trimmed is ['{', .., '}'])
        {
            return JsonReader.TryRead(text, out var json) && json is JsonValue.Object ? ValueKind.Json : ValueKind.String;
        }

        if (text is not ['[', .., ']'])
        {
            return ValueKind.String;
        }

        var isListOfObjects = JsonReader.TryRead(text, out var list)
            && list is JsonValue.List { Items: var items } && items.All(item => item is JsonValue.Object or JsonValue.Null);
        return isListOfObjects ? ValueKind.Json : Bracketed.IsMatch(text) ? ValueKind.Array : ValueKind.String;
    }
}
