using System.Text.RegularExpressions;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Expressions;

namespace Tracetest.Domain.Tests.Language;

/// <summary>What came of an assertion on one span.</summary>
/// <param name="Span">The span's number; 0 for none.</param>
/// <param name="Observed">The left side as reported.</param>
/// <param name="Fault">Why it did not pass; nothing when it passed.</param>
internal sealed record PlainOutcome(int Span, string Observed, AssertionFaultKind? Fault);

/// <summary>Compares the sides of a statement as spec language 6 says, with the corrections of its section 13.</summary>
internal static class PlainComparison
{
    private const AssertionFaultKind CannotCompare = AssertionFaultKind.Comparison;

    /// <summary>Checks on every selected span, or once on none.</summary>
    public static List<PlainOutcome> CheckAll(PlainTrace trace, List<PlainSpan> selected, Statement statement, Dictionary<string, string> variables)
    {
        IEnumerable<PlainSpan?> spans = selected.Count == 0 ? new PlainSpan?[] { null } : selected;
        return [.. spans.Select(span => Check(statement, new PlainEvaluator(trace, selected, span, variables), span?.Number ?? 0))];
    }

    private static PlainOutcome Check(Statement statement, PlainEvaluator evaluator, int span)
    {
        var left = evaluator.Evaluate(statement.Left);
        if (left.Fault is not null)
        {
            return new PlainOutcome(span, "", left.Fault);
        }

        var right = evaluator.Evaluate(statement.Right);
        if (right.Fault is not null)
        {
            return new PlainOutcome(span, "", right.Fault);
        }

        if (IsNegative(statement.Left) || IsNegative(statement.Right))
        {
            (left, right) = (Signed(left), Signed(right));
        }

        var comparator = statement.Comparator;
        var (observed, fault) = left.Kind == "duration" || right.Kind == "duration"
            ? OfDurations(left, comparator, right)
            : (left.Text, Compare(left, comparator, right));
        return new PlainOutcome(span, observed, fault);
    }

    private static bool IsNegative(Expression side) =>
        side.Term is Term.Number { Text: ['-', ..] } && side.Operations.IsEmpty && side.Filters.IsEmpty;

    /// <summary>Opposite a negative number, which is an extension, a text that reads as a negative number is one.</summary>
    private static PlainValue Signed(PlainValue value) =>
        value.Kind == "string" && value.Text.StartsWith('-') && PlainAmounts.IsNumber(value.Text[1..])
            ? PlainValue.Of(value.Text, "number")
            : value;

    /// <summary>Section 13, rows 7, 24 and 26.</summary>
    private static (string Observed, AssertionFaultKind? Fault) OfDurations(PlainValue left, Comparator comparator, PlainValue right)
    {
        if (left.IsList && comparator is Comparator.Contains or Comparator.NotContains)
        {
            if (AmountOf(right) is not { } wanted)
            {
                return (left.Text, CannotCompare);
            }

            var isMember = left.Items!.Exists(item => AmountOf(item) == wanted);
            return (left.Text, Holds(isMember == (comparator == Comparator.Contains)));
        }

        if (AmountOf(left) is not { } a)
        {
            return (left.Text, CannotCompare);
        }

        if (comparator is Comparator.Matches or Comparator.NotMatches)
        {
            // A pattern is no amount, but a duration is the text it is reported as.
            var pattern = right.Kind == "duration" && AmountOf(right) is { } amount ? PlainAmounts.Format(amount) : right.Unescaped;
            return (PlainAmounts.Format(a), OfPattern(PlainAmounts.Format(a), comparator, pattern));
        }

        return AmountOf(right) is { } b
            ? (PlainAmounts.Format(a), OfAmounts(a, comparator, b))
            : (left.Text, CannotCompare);
    }

    private static AssertionFaultKind? OfAmounts(long left, Comparator comparator, long right) => comparator switch
    {
        Comparator.Equal => Holds(left == right),
        Comparator.NotEqual => Holds(left != right),
        Comparator.Less => Holds(left < right),
        Comparator.LessOrEqual => Holds(left <= right),
        Comparator.Greater => Holds(left > right),
        Comparator.GreaterOrEqual => Holds(left >= right),
        _ => OfTexts(PlainAmounts.Format(left), comparator, PlainAmounts.Format(right)),
    };

    /// <summary>The rounded nanoseconds of a single value that is an amount.</summary>
    private static long? AmountOf(PlainValue value)
    {
        if (value.IsList || value.IsNil)
        {
            return null;
        }

        var text = value.Kind == "number" ? value.Text.Split('.')[0] : value.Text;
        return PlainAmounts.Nanoseconds(text) is { } nanoseconds ? PlainAmounts.Round(nanoseconds) : null;
    }

    private static AssertionFaultKind? Compare(PlainValue left, Comparator comparator, PlainValue right) => comparator switch
    {
        Comparator.Equal => Holds(AreEqual(left, right)),
        Comparator.NotEqual => Holds(!AreEqual(left, right)),
        Comparator.Contains => Contains(left, right) is { } contains ? Holds(contains) : CannotCompare,
        Comparator.NotContains => Contains(left, right) is { } contains ? Holds(!contains) : CannotCompare,
        _ => OfTexts(left.Unescaped, comparator, right.Unescaped),
    };

    private static bool AreEqual(PlainValue left, PlainValue right) => left.Kind == "number" && right.Kind == "number"
        ? PlainAmounts.Scale(left.Text) == PlainAmounts.Scale(right.Text)
        : left.Unescaped == right.Unescaped;

    private static bool? Contains(PlainValue left, PlainValue right)
    {
        if (right.First.Kind == "json" && left.First.Kind is "json" or "array")
        {
            return PlainJson.Contains(JsonText(left), JsonText(right));
        }

        return left.IsList
            ? left.Items!.Exists(item => item.Text == right.Unescaped)
            : left.Unescaped.Contains(right.Unescaped, StringComparison.Ordinal);
    }

    private static string JsonText(PlainValue value) => PlainJson.Read(value.Text) is null ? value.Unescaped : value.Text;

    private static AssertionFaultKind? OfTexts(string left, Comparator comparator, string right) => comparator switch
    {
        Comparator.Contains => Holds(left.Contains(right, StringComparison.Ordinal)),
        Comparator.NotContains => Holds(!left.Contains(right, StringComparison.Ordinal)),
        Comparator.StartsWith => Holds(left.StartsWith(right, StringComparison.Ordinal)),
        Comparator.EndsWith => Holds(left.EndsWith(right, StringComparison.Ordinal)),
        Comparator.Matches or Comparator.NotMatches => OfPattern(left, comparator, right),
        _ => PlainAmounts.ToOrder(right) is { } b && PlainAmounts.ToOrder(left) is { } a ? OfOrder(a.CompareTo(b), comparator) : CannotCompare,
    };

    private static AssertionFaultKind? OfPattern(string left, Comparator comparator, string pattern) => PlainFilters.IsPattern(pattern)
        ? Holds(Regex.IsMatch(left, pattern, RegexOptions.CultureInvariant) == (comparator == Comparator.Matches))
        : CannotCompare;

    private static AssertionFaultKind? OfOrder(int order, Comparator comparator) => Holds(comparator switch
    {
        Comparator.Less => order < 0,
        Comparator.LessOrEqual => order <= 0,
        Comparator.Greater => order > 0,
        _ => order >= 0,
    });

    private static AssertionFaultKind? Holds(bool holds) => holds ? null : AssertionFaultKind.NoMatch;
}
