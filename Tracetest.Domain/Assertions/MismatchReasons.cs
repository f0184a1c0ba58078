using System.Globalization;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Quantities;

namespace Tracetest.Domain.Assertions;

/// <summary>Says why a comparison that could be made does not hold.</summary>
internal static class MismatchReasons
{
    private const int LongestShown = 60;

    public static string Of(ExplainedValue observed, Comparator comparator, ExplainedValue expected) => comparator switch
    {
        Comparator.Equal => OfEquality(observed, expected),
        Comparator.NotEqual => $"both sides are {Shown(observed)}",
        Comparator.Less or Comparator.LessOrEqual or Comparator.Greater or Comparator.GreaterOrEqual =>
            OfOrder(observed, comparator, expected),
        Comparator.Contains => OfContainment(observed, expected),
        Comparator.NotContains => $"{Shown(observed)} contains {Shown(expected)}",
        Comparator.StartsWith => $"it starts with {Quoted(Head(observed.Text, expected.Text.Length))}, not with {Shown(expected)}",
        Comparator.EndsWith => $"it ends with {Quoted(Tail(observed.Text, expected.Text.Length))}, not with {Shown(expected)}",
        Comparator.Matches => $"the pattern `{Cut(expected.Text)}` does not match {Shown(observed)}",
        _ => $"the pattern `{Cut(expected.Text)}` matches {Shown(observed)}",
    };

    private static string OfEquality(ExplainedValue observed, ExplainedValue expected)
    {
        if (Gap(observed, expected) is { Length: > 0 } gap)
        {
            return $"observed {observed.Readable}, expected {expected.Readable}: {gap}";
        }

        return TextDifference(observed.Text, expected.Text) is { Length: > 0 } difference
            ? difference
            : $"observed {Shown(observed)}, expected {Shown(expected)}";
    }

    private static string OfOrder(ExplainedValue observed, Comparator comparator, ExplainedValue expected)
    {
        var gap = Gap(observed, expected);
        var wanted = $"observed {observed.Readable}, expected {comparator.ToText()} {expected.Readable}";
        return gap.Length == 0 ? wanted : $"{wanted}: {gap}";
    }

    /// <summary>By how much two numbers or two durations differ; empty for anything else.</summary>
    private static string Gap(ExplainedValue observed, ExplainedValue expected)
    {
        if (Durations.TryParse(observed.Readable) is { } a && Durations.TryParse(expected.Readable) is { } b
            && (Durations.IsDuration(observed.Readable) || Durations.IsDuration(expected.Readable)))
        {
            return a == b ? "exactly that" : $"{Durations.Format(Math.Abs(a - b))} {(a > b ? "more" : "less")}";
        }

        if (TryNumber(observed.Text, out var x) && TryNumber(expected.Text, out var y))
        {
            return x == y ? "exactly that" : string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(x - y)} {(x > y ? "more" : "less")}");
        }

        return "";
    }

    private static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    /// <summary>What is easily overlooked when two texts are compared by eye; empty when they are plainly different.</summary>
    private static string TextDifference(string observed, string expected)
    {
        if (string.Equals(observed, expected, StringComparison.OrdinalIgnoreCase))
        {
            return $"{Quoted(Cut(observed))} and {Quoted(Cut(expected))} differ in letter case only";
        }

        if (observed.Trim() == expected.Trim())
        {
            return $"{Quoted(Cut(observed))} and {Quoted(Cut(expected))} differ in white space only";
        }

        if (Math.Min(observed.Length, expected.Length) <= LongestShown)
        {
            return "";
        }

        var at = observed.AsSpan().CommonPrefixLength(expected);
        return $"the texts differ from character {at + 1} on: observed {Quoted(Cut(observed[at..]))}, expected {Quoted(Cut(expected[at..]))}";
    }

    private static string OfContainment(ExplainedValue observed, ExplainedValue expected)
    {
        if (JsonContainment.Missing(observed.Text, expected.Text) is { Length: > 0 } missing)
        {
            return missing;
        }

        return observed.Text.Contains(expected.Text, StringComparison.OrdinalIgnoreCase)
            ? $"it contains {Shown(expected)} in another letter case only"
            : $"{Shown(observed)} does not contain {Shown(expected)}";
    }

    private static string Shown(ExplainedValue value) => value.Kind switch
    {
        ValueKind.Nil => "nothing",
        ValueKind.String => Quoted(Cut(value.Text)),
        _ => Cut(value.Readable),
    };

    private static string Quoted(string text) => $"\"{text}\"";

    private static string Head(string text, int length) => Cut(text[..Math.Min(length, text.Length)]);

    private static string Tail(string text, int length) => Cut(text[Math.Max(0, text.Length - length)..]);

    private static string Cut(string text) => text.Length <= LongestShown ? text : $"{text[..LongestShown]}…";
}
