using System.Collections.Immutable;
using System.Globalization;

namespace Tracetest.Domain.Tests.Language;

/// <summary>How a filter's value is written, which decides how it is compared.</summary>
internal enum PlainLiteral
{
    Text,
    Number,
    Duration,
    Truth,
}

/// <summary>A filter: what it compares and how it is written.</summary>
/// <param name="Property">The property, without quotes.</param>
/// <param name="Operator">As written; empty for existence, <c>!</c> for absence.</param>
/// <param name="Value">The text the value stands for.</param>
/// <param name="Written">The value in the selector's text.</param>
/// <param name="Literal">How it is written.</param>
internal sealed record PlainFilter(
    string Property, string Operator, string Value = "", string Written = "", PlainLiteral Literal = PlainLiteral.Text)
{
    public bool IsComparison => Operator is not ("" or "!");

    public bool IsQuoted => !Property.Split('.').All(word =>
        word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || c == '_') && !char.IsDigit(word[0]));

    public override string ToString()
    {
        var escaped = Property.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        var property = IsQuoted ? $"\"{escaped}\"" : Property;
        return IsComparison ? $"{property} {Operator} {Written}" : Operator + property;
    }
}

/// <summary>A step: filters, a pseudo-class (<c>first last nth_child</c> or empty) and its number.</summary>
internal sealed record PlainStep(bool IsChild, ImmutableArray<PlainFilter> Filters, string Pseudo = "", int Number = 0)
{
    public override string ToString()
    {
        var text = "span[";
        for (var i = 0; i < Filters.Length; i++)
        {
            text += (i == 0 ? "" : NeedsComma(Filters[i - 1], Filters[i]) ? ", " : " ") + Filters[i];
        }

        text += "]";
        return Pseudo switch
        {
            "" => text,
            "nth_child" => string.Create(CultureInfo.InvariantCulture, $"{text}:nth_child({Number})"),
            _ => $"{text}:{Pseudo}",
        };
    }

    private static bool NeedsComma(PlainFilter left, PlainFilter right) =>
        !left.IsComparison || !right.IsComparison || right.IsQuoted || right.Property.Split('.')[0] is "true" or "false";
}

/// <summary>Alternatives of paths of steps; none for every span.</summary>
internal sealed record PlainSelector(ImmutableArray<ImmutableArray<PlainStep>> Paths)
{
    public override string ToString() => string.Join(", ", Paths.Select(path =>
        string.Concat(path.Select((step, i) => (i == 0 ? "" : step.IsChild ? " > " : " ") + step))));
}
