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
    /// <summary>The kind of a text: the first rule that fits.</summary>
    public static ValueKind Of(string text) => Of(text, null);

    /// <param name="text">The text.</param>
    /// <param name="documents">Reads JSON once per distinct text; <see langword="null"/> to read it anew.</param>
    internal static ValueKind Of(string text, JsonDocuments? documents) =>
        IsNumber(text) ? ValueKind.Number : Durations.IsDuration(text) ? ValueKind.Duration : OfStructure(text, documents);

    /// <summary>Whether a text is digits, perhaps with a point and digits, and nothing else.</summary>
    internal static bool IsNumber(string text) => NumberTexts.PrefixLength(text) is var length and > 0 && length == text.Length;

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

    /// <remarks>Spec language 3.3, rules 3 and 4, with row 14 of section 13: <c>null</c> is a string, and brackets must enclose a list.</remarks>
    private static ValueKind OfStructure(string text, JsonDocuments? documents) => text.AsSpan().Trim(" \t\r\n") switch
    {
        ['{', .., '}'] when Read(text, documents) is JsonValue.Object => ValueKind.Json,
        ['[', .., ']'] when HasBrackets(text) => IsListOfObjects(Read(text, documents)) ? ValueKind.Json
            : text is ['[', .., ']'] ? ValueKind.Array
            : ValueKind.String,
        _ => ValueKind.String,
    };

    private static JsonValue? Read(string text, JsonDocuments? documents) => (documents ?? new()).Read(text);

    private static bool IsListOfObjects(JsonValue? json) =>
        json is JsonValue.List list && list.Items.All(item => item is JsonValue.Object or JsonValue.Null);

    /// <summary>Whether <c>\[[^,]*(,[^\],]+)*\]</c> matches anywhere: brackets without an empty item behind a comma.</summary>
    private static bool HasBrackets(string text)
    {
        var (inFirstItem, isBehindComma, inItem) = (false, false, false);
        foreach (var c in text)
        {
            if (c == ']' && (inFirstItem || inItem))
            {
                return true;
            }

            (inFirstItem, isBehindComma, inItem) = (
                c == '[' || (c != ',' && inFirstItem),
                c == ',' && (inFirstItem || inItem),
                c is not (',' or ']') && (inItem || isBehindComma));
        }

        return false;
    }
}
