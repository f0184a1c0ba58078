using System.Collections.Immutable;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Selectors;

/// <summary>A step prepared for any number of traces.</summary>
internal sealed class CompiledStep(SelectorStep step)
{
    private readonly CompiledFilter[] _filters = [.. step.Filters.Select(filter => new CompiledFilter(filter))];

    /// <summary>What was written.</summary>
    public SelectorStep Step => step;

    public static ImmutableArray<CompiledStep> PathOf(SelectorStep first)
    {
        var path = ImmutableArray.CreateBuilder<CompiledStep>();
        for (var step = first; step is not null; step = step.Child)
        {
            path.Add(new CompiledStep(step));
        }

        return path.ToImmutable();
    }

    /// <summary>The filters, for one walk over a trace.</summary>
    public CompiledFilter[] FiltersForOneWalk() => Array.ConvertAll(_filters, filter => filter.ForOneWalk());

    /// <summary>The positions that pass every filter, in document order.</summary>
    public List<int> Matches(Trace trace)
    {
        var filters = FiltersForOneWalk();
        var positions = new List<int>();
        for (var position = 0; position < trace.Count; position++)
        {
            if (HoldAll(filters, trace.Spans[position]))
            {
                positions.Add(position);
            }
        }

        return positions;
    }

    /// <summary>What the pseudo-class leaves of matches.</summary>
    public List<int> PickAmong(List<int> matches)
    {
        if (step.PseudoClass is null)
        {
            return matches;
        }

        var (from, to) = Pick(0, matches.Count);
        return matches.GetRange(from, to - from);
    }

    /// <summary>What this step finds below each of the given spans, each once.</summary>
    public List<int> PickBelow(List<int> ancestors, Trace trace) => (step.Relation, step.PseudoClass) switch
    {
        (StepRelation.Child, null) => ChildrenOfAny(ancestors, trace),
        (StepRelation.Child, _) => PickOfEach(ancestors, ChildMatches.Of(Matches(trace), trace), trace.Count),
        (_, null) => DescendantsOfAny(ancestors, trace),
        _ => PickOfEach(ancestors, DescendantMatches.Of(Matches(trace), trace), trace.Count),
    };

    /// <summary>What the pseudo-class leaves of a slice.</summary>
    private (int From, int To) Pick(int from, int to) => step.PseudoClass switch
    {
        PseudoClass.First => (from, Math.Min(from + 1, to)),
        PseudoClass.Last => (Math.Max(to - 1, from), to),
        PseudoClass.NthChild nth => nth.Number >= 1 && nth.Number <= to - from ? (from + (int)nth.Number - 1, from + (int)nth.Number) : (from, from),
        _ => (from, to),
    };

    private List<int> ChildrenOfAny(List<int> parents, Trace trace)
    {
        var isParent = new bool[trace.Count + 1];
        foreach (var parent in parents)
        {
            isParent[parent + 1] = true;
        }

        var matches = Matches(trace);
        matches.RemoveAll(position => !isParent[trace.ParentOf(position) + 1]);
        return matches;
    }

    private List<int> DescendantsOfAny(List<int> ancestors, Trace trace)
    {
        var matches = DescendantMatches.Of(Matches(trace), trace);
        var picked = new List<int>();
        var remaining = new RemainingIndexes(matches.Positions.Length);
        foreach (var ancestor in ancestors)
        {
            var (from, to) = matches.Below(ancestor);
            for (var i = remaining.Next(from); i < to; i = remaining.Next(i + 1))
            {
                picked.Add(matches.Positions[i]);
                remaining.Remove(i);
            }
        }

        return picked;
    }

    private List<int> PickOfEach(List<int> ancestors, GroupedMatches matches, int count)
    {
        var picked = new DistinctPositions(count);
        foreach (var ancestor in ancestors)
        {
            var (below, end) = matches.Below(ancestor);
            var (from, to) = Pick(below, end);
            for (var i = from; i < to; i++)
            {
                picked.Add(matches.Positions[i]);
            }
        }

        return picked.Positions;
    }

    private static bool HoldAll(CompiledFilter[] filters, Span span)
    {
        foreach (var filter in filters)
        {
            if (!filter.Holds(span))
            {
                return false;
            }
        }

        return true;
    }
}
