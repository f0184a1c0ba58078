using System.Globalization;
using System.Text.RegularExpressions;
using Tracetest.Domain.Quantities;
using Tracetest.Domain.Selectors;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Tests.Selectors;

/// <summary>Selection written straight from its description, to compare the fast one with.</summary>
internal static class NaiveSelection
{
    public static int[] Select(Selector selector, Trace trace)
    {
        var all = Enumerable.Range(0, trace.Count);
        return selector.Alternatives.IsEmpty
            ? [.. all]
            : [.. selector.Alternatives.SelectMany(step => Below(step, all, trace)).Distinct()];
    }

    private static IEnumerable<int> Below(SelectorStep step, IEnumerable<int> candidates, Trace trace)
    {
        int[] matches = [.. candidates.Where(position => step.Filters.All(filter => Holds(filter, trace.Spans[position])))];
        int[] picked = step.PseudoClass switch
        {
            PseudoClass.First => [.. matches.Take(1)],
            PseudoClass.Last => [.. matches.TakeLast(1)],
            PseudoClass.NthChild nth => nth.Number > 0 ? [.. matches.Skip((int)nth.Number - 1).Take(1)] : [],
            _ => matches,
        };
        if (step.Child is not { } below)
        {
            return picked;
        }

        var found = picked.SelectMany(position => Below(below with { Child = null }, Candidates(below, position, trace), trace)).Distinct();
        int[] inOrder = below.Relation == StepRelation.Child && below.PseudoClass is null ? [.. found.Order()] : [.. found];
        return below.Child is null ? inOrder : Continue(below, inOrder, trace);
    }

    private static IEnumerable<int> Continue(SelectorStep step, int[] picked, Trace trace) =>
        Below(new SelectorStep([], null, step.Child), picked, trace);

    private static IEnumerable<int> Candidates(SelectorStep step, int ancestor, Trace trace) => Enumerable.Range(0, trace.Count)
        .Where(position => step.Relation == StepRelation.Child ? trace.ParentOf(position) == ancestor : IsBelow(position, ancestor, trace));

    private static bool IsBelow(int position, int ancestor, Trace trace)
    {
        for (var at = trace.ParentOf(position); at >= 0; at = trace.ParentOf(at))
        {
            if (at == ancestor)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Holds(SelectorFilter filter, Span span)
    {
        var text = filter.Property == "name" ? span.Name : filter.Property == "kind" ? span.Kind.ToName() : span.TextOf(filter.Property);
        return filter switch
        {
            SelectorFilter.Comparison comparison => Holds(comparison, text ?? ""),
            SelectorFilter.Existence => text is not null,
            _ => text is null,
        };
    }

    private static bool Holds(SelectorFilter.Comparison filter, string text) => filter.Operator switch
    {
        FilterOperator.Equals when filter.Literal is FilterLiteral.Duration => AmountOf(text) is { } amount && amount == AmountOf(filter.Value),
        FilterOperator.Equals => text == filter.Value,
        FilterOperator.NotEquals => !Holds(filter with { Operator = FilterOperator.Equals }, text),
        FilterOperator.Contains => text.Contains(filter.Value, StringComparison.Ordinal),
        FilterOperator.NotContains => !text.Contains(filter.Value, StringComparison.Ordinal),
        FilterOperator.StartsWith => text.StartsWith(filter.Value, StringComparison.Ordinal),
        FilterOperator.EndsWith => text.EndsWith(filter.Value, StringComparison.Ordinal),
        FilterOperator.Matches => Regex.IsMatch(text, filter.Value, RegexOptions.NonBacktracking),
        FilterOperator.LessThan => AmountOf(text) < AmountOf(filter.Value),
        FilterOperator.LessOrEqual => AmountOf(text) <= AmountOf(filter.Value),
        FilterOperator.GreaterThan => AmountOf(text) > AmountOf(filter.Value),
        _ => AmountOf(text) >= AmountOf(filter.Value),
    };

    /// <summary>Good for the small amounts tests are made of.</summary>
    private static decimal? AmountOf(string text) =>
        Durations.IsDuration(text) ? Durations.TryParse(text)
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
