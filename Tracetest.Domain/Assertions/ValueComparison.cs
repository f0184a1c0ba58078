using Tracetest.Domain.Expressions;

namespace Tracetest.Domain.Assertions;

/// <summary>Compares the two sides of an assertion.</summary>
/// <param name="Left">The left side as reported.</param>
/// <param name="Right">The right side as reported.</param>
/// <param name="Fault">Why the comparison does not hold; <see langword="null"/> when it does.</param>
/// <remarks>Source: spec language 6, with the corrections of its section 13.</remarks>
internal readonly record struct ValueComparison(string Left, string Right, AssertionFault? Fault)
{
    public static ValueComparison Of(Value left, Comparator comparator, ComparedValue right, EvaluationCache cache) =>
        left.IsDuration || right.IsDuration
            ? DurationComparison.Of(left, comparator, right, cache)
            : new ValueComparison(left.Text, right.Text, Compare(left, comparator, right, cache));

    private static AssertionFault? Compare(Value left, Comparator comparator, ComparedValue right, EvaluationCache cache) => comparator switch
    {
        Comparator.Equal => TextComparators.Holds(AreEqual(left, right)),
        Comparator.NotEqual => TextComparators.Holds(!AreEqual(left, right)),
        Comparator.Contains => Contains(left, right, cache),
        Comparator.NotContains => Negate(Contains(left, right, cache)),
        Comparator.Less or Comparator.LessOrEqual or Comparator.Greater or Comparator.GreaterOrEqual =>
            TextComparators.Ordered(left.UnescapedText, comparator, right.Number, right.UnescapedText),
        _ => OfTexts(left.UnescapedText, comparator, right.UnescapedText, cache),
    };

    /// <summary>Compares by a comparator that knows texts only.</summary>
    internal static AssertionFault? OfTexts(string left, Comparator comparator, string right, EvaluationCache cache) => comparator switch
    {
        Comparator.StartsWith => TextComparators.Holds(left.StartsWith(right, StringComparison.Ordinal)),
        Comparator.EndsWith => TextComparators.Holds(left.EndsWith(right, StringComparison.Ordinal)),
        Comparator.Contains => TextComparators.Holds(left.Contains(right, StringComparison.Ordinal)),
        Comparator.NotContains => TextComparators.Holds(!left.Contains(right, StringComparison.Ordinal)),
        Comparator.Matches => Matches(left, right, cache),
        _ => Negate(Matches(left, right, cache)),
    };

    private static AssertionFault? Matches(string left, string pattern, EvaluationCache cache)
    {
        var compiled = cache.Pattern(pattern);
        if (!compiled.IsValid)
        {
            return new AssertionFault(AssertionFaultKind.Comparison, $"invalid pattern `{pattern}`: {compiled.Error}");
        }

        return cache.IsMatch(compiled.Value, left) is { } isMatch
            ? TextComparators.Holds(isMatch)
            : new AssertionFault(AssertionFaultKind.Comparison, $"the pattern `{pattern}` takes too much work on this text");
    }

    /// <summary>Two numbers by value, everything else by text.</summary>
    private static bool AreEqual(Value left, ComparedValue right)
    {
        if (left.IsSingle && right.Value.IsSingle && left.Text == right.Text)
        {
            return true;
        }

        return left.IsNumber && right.IsNumber
            ? Normalise(left.Text).SequenceEqual(Normalise(right.Text))
            : left.UnescapedText == right.UnescapedText;
    }

    /// <summary>Without zeros that add nothing: digits of any length, so no number type will do. Minus is kept, but not on zero.</summary>
    private static ReadOnlySpan<char> Normalise(string number)
    {
        var digits = number.AsSpan();
        digits = digits.Contains('.') ? digits.TrimEnd('0').TrimEnd('.') : digits;
        var isNegative = digits is ['-', ..];
        var unsigned = (isNegative ? digits[1..] : digits).TrimStart('0');
        if (unsigned.IsEmpty || !isNegative)
        {
            return unsigned;
        }

        return $"-{unsigned}";
    }

    private static AssertionFault? Contains(Value left, ComparedValue right, EvaluationCache cache)
    {
        if (right.FirstKind == ValueKind.Json && left.First.KindBy(cache.Documents) is ValueKind.Json or ValueKind.Array)
        {
            return JsonContainment.Compare(JsonText(left, cache), JsonText(right.Value, cache), cache.Documents);
        }

        return left.IsList
            ? TextComparators.Holds(HasItem(left, right.UnescapedText))
            : TextComparators.Holds(left.UnescapedText.Contains(right.UnescapedText, StringComparison.Ordinal));
    }

    private static bool HasItem(Value list, string text) => list.Items.Any(item => item.Text == text);

    /// <summary>The text as it stands when it is JSON, else without the backslashes before quotes.</summary>
    private static string JsonText(Value value, EvaluationCache cache) =>
        cache.Documents.Read(value.Text) is null ? value.UnescapedText : value.Text;

    /// <summary>A comparison that could not be made stays one when its result is turned round.</summary>
    internal static AssertionFault? Negate(AssertionFault? fault) => fault switch
    {
        null => TextComparators.NoMatch,
        { Kind: AssertionFaultKind.NoMatch } => null,
        _ => fault,
    };
}
