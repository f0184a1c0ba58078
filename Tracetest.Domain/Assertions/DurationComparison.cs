using Tracetest.Domain.Expressions;

namespace Tracetest.Domain.Assertions;

/// <summary>Compares two sides of which one is a length of time.</summary>
/// <remarks>Source: spec language 6 and 7.3, with the corrections of section 13, rows 7, 24 and 26.</remarks>
internal static class DurationComparison
{
    public static ValueComparison Of(Value left, Comparator comparator, ComparedValue right, EvaluationCache cache)
    {
        if (left.IsList && comparator is Comparator.Contains or Comparator.NotContains)
        {
            return OfMembership(left, comparator, right);
        }

        if (RoundedDuration.Of(left) is not { } a)
        {
            return new ValueComparison(left.Text, right.Text, NoAmount(left.Text));
        }

        if (comparator is Comparator.Matches or Comparator.NotMatches)
        {
            return OfPattern(a, comparator, right, cache);
        }

        if (right.Amount is not { } b)
        {
            return new ValueComparison(left.Text, right.Text, NoAmount(right.Text));
        }

        var (leftText, rightText) = (a.Text, right.AmountText);
        return new ValueComparison(leftText, rightText, Compare(a.Nanoseconds, b.Nanoseconds, comparator) switch
        {
            { } holds => TextComparators.Holds(holds),
            null => ValueComparison.OfTexts(leftText, comparator, rightText, cache),
        });
    }

    /// <summary>A pattern is no amount, even if it reads like one: <c>25</c> is found in <c>25ms</c>.</summary>
    private static ValueComparison OfPattern(RoundedDuration left, Comparator comparator, ComparedValue right, EvaluationCache cache)
    {
        var (shown, pattern) = right.IsDuration && right.Amount is not null ? (right.AmountText, right.AmountText) : (right.Text, right.UnescapedText);
        return new ValueComparison(left.Text, shown, ValueComparison.OfTexts(left.Text, comparator, pattern, cache));
    }

    private static bool? Compare(long left, long right, Comparator comparator) => comparator switch
    {
        Comparator.Equal => left == right,
        Comparator.NotEqual => left != right,
        Comparator.Less => left < right,
        Comparator.LessOrEqual => left <= right,
        Comparator.Greater => left > right,
        Comparator.GreaterOrEqual => left >= right,
        _ => null,
    };

    /// <summary>A list contains a duration when one of its items is the same amount.</summary>
    private static ValueComparison OfMembership(Value left, Comparator comparator, ComparedValue right)
    {
        if (right.Amount is not { } amount)
        {
            return new ValueComparison(left.Text, right.Text, NoAmount(right.Text));
        }

        var fault = TextComparators.Holds(HasItem(left, amount) == (comparator == Comparator.Contains));
        return new ValueComparison(left.Text, right.AmountText, fault);
    }

    private static bool HasItem(Value list, RoundedDuration amount) => list.Items.Any(item => RoundedDuration.Of(item) == amount);

    private static AssertionFault NoAmount(string text) =>
        new(AssertionFaultKind.Comparison, $"cannot compare \"{text}\" with a duration");
}
