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
        return step.Child is null ? picked : picked.SelectMany(position => Below(step.Child, Descendants(position, trace), trace)).Distinct();
    }

    private static IEnumerable<int> Descendants(int ancestor, Trace trace) =>
        Enumerable.Range(0, trace.Count).Where(position => IsBelow(position, ancestor, trace));

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
        var text = filter.Property == "name" ? span.Name : span.TextOf(filter.Property) ?? "";
        return filter.Operator == FilterOperator.Equals ? text == filter.Value : text.Contains(filter.Value, StringComparison.Ordinal);
    }
}
