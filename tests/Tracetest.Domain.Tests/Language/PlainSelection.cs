using System.Text.RegularExpressions;

namespace Tracetest.Domain.Tests.Language;

/// <summary>Selects spans as spec language 2.4 and 2.5 say, with the corrections of its section 13, rows 4 and 5.</summary>
internal static class PlainSelection
{
    public static List<PlainSpan> Select(PlainSelector selector, PlainTrace trace)
    {
        if (selector.Paths.IsEmpty)
        {
            return trace.DocumentOrder;
        }

        var selected = new List<PlainSpan>();
        foreach (var path in selector.Paths)
        {
            var found = Pick(path[0], trace.DocumentOrder);
            foreach (var step in path.Skip(1))
            {
                found = Below(step, found, trace);
            }

            selected.AddRange(found);
        }

        return [.. selected.Distinct()];
    }

    private static List<PlainSpan> Below(PlainStep step, List<PlainSpan> ancestors, PlainTrace trace)
    {
        var found = new List<PlainSpan>();
        foreach (var ancestor in ancestors)
        {
            found.AddRange(Pick(step, [.. trace.DocumentOrder.Where(span =>
                step.IsChild ? trace.ParentOf(span) == ancestor : trace.IsBelow(span, ancestor))]));
        }

        // Children of nested ancestors would come out of document order; picks of a pseudo-class stay in the order of their ancestors.
        var distinct = found.Distinct();
        return step.IsChild && step.Pseudo.Length == 0 ? [.. distinct.OrderBy(trace.DocumentOrder.IndexOf)] : [.. distinct];
    }

    private static List<PlainSpan> Pick(PlainStep step, List<PlainSpan> candidates)
    {
        var found = candidates.FindAll(span => step.Filters.All(filter => Holds(filter, span)));
        return step.Pseudo switch
        {
            "first" => [.. found.Take(1)],
            "last" => [.. found.TakeLast(1)],
            "nth_child" => step.Number > 0 && step.Number <= found.Count ? [found[step.Number - 1]] : [],
            _ => found,
        };
    }

    private static bool Holds(PlainFilter filter, PlainSpan span)
    {
        var present = filter.Property switch { "name" => span.Name, "kind" => span.KindText, _ => span.TextOf(filter.Property) };
        var text = present ?? "";
        return filter.Operator switch
        {
            "" => present is not null,
            "!" => present is null,
            "=" => IsEqual(text, filter),
            "!=" => !IsEqual(text, filter),
            "contains" => text.Contains(filter.Value, StringComparison.Ordinal),
            "not-contains" => !text.Contains(filter.Value, StringComparison.Ordinal),
            "starts-with" => text.StartsWith(filter.Value, StringComparison.Ordinal),
            "ends-with" => text.EndsWith(filter.Value, StringComparison.Ordinal),
            "matches" => Regex.IsMatch(text, filter.Value, RegexOptions.CultureInvariant),
            _ => PlainAmounts.Exact(text) is { } left && PlainAmounts.Exact(filter.Value) is { } right
                && IsOrdered(left.CompareTo(right), filter.Operator),
        };
    }

    private static bool IsEqual(string text, PlainFilter filter) => filter.Literal == PlainLiteral.Duration
        ? PlainAmounts.Exact(text) is { } amount && amount == PlainAmounts.Exact(filter.Value)
        : text == filter.Value;

    private static bool IsOrdered(int order, string comparator) => comparator switch
    {
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        _ => order >= 0,
    };
}
