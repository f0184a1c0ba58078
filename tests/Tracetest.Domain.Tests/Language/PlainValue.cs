using System.Text.Json;
using System.Text.RegularExpressions;
using Tracetest.Domain.Assertions;

namespace Tracetest.Domain.Tests.Language;

/// <summary>A value of spec language 3.3, or why there is none.</summary>
/// <param name="Kind"><c>nil string number duration json array</c>.</param>
/// <param name="Text">The rendering.</param>
/// <param name="Items">Of a list its items, else nothing.</param>
/// <param name="Fault">Why there is no value.</param>
internal sealed record PlainValue(string Kind, string Text, List<PlainValue>? Items = null, AssertionFaultKind? Fault = null)
{
    private static readonly Regex Bracketed = new(@"\[[^,]*(,[^\],]+)*\]", RegexOptions.CultureInvariant);

    public static PlainValue Nil { get; } = new("nil", "");

    public static PlainValue EvaluationFault { get; } = Fails(AssertionFaultKind.Evaluation);

    public static PlainValue ResolutionFault { get; } = Fails(AssertionFaultKind.Resolution);

    public bool IsList => Items is not null;

    public bool IsNil => Kind == "nil";

    public PlainValue First => Items is null ? this : Items.Count == 0 ? Nil : Items[0].First;

    public string Unescaped => Text.Replace("\\'", "'", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal);

    public static PlainValue Of(string text) => new(KindOf(text), text);

    public static PlainValue Of(string text, string kind) => new(kind, text);

    public static PlainValue ListOf(List<PlainValue> items) => new(
        "array", "[" + string.Join(", ", items.Select(item => item.Kind == "string" ? "\"" + item.Text + "\"" : item.Text)) + "]", items);

    /// <summary>One hit is a single value, none or several are a list.</summary>
    public static PlainValue OfHits(List<string> texts) => texts.Count == 1 ? Of(texts[0]) : ListOf([.. texts.Select(Of)]);

    private static PlainValue Fails(AssertionFaultKind kind) => new("nil", "", null, kind);

    /// <summary>3.3, with 13 row 14.</summary>
    private static string KindOf(string text)
    {
        if (PlainAmounts.IsNumber(text))
        {
            return "number";
        }

        if (PlainAmounts.IsDuration(text))
        {
            return "duration";
        }

        var json = PlainJson.Read(text);
        if (json is { ValueKind: JsonValueKind.Object })
        {
            return "json";
        }

        if (!text.StartsWith('[') || !text.EndsWith(']') || !Bracketed.IsMatch(text))
        {
            return "string";
        }

        return json is { ValueKind: JsonValueKind.Array } list
            && list.EnumerateArray().All(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Null) ? "json" : "array";
    }
}
