using System.Collections.Immutable;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Selectors;

/// <summary>A selector prepared for any number of traces.</summary>
/// <remarks>
/// A subtree is an interval of positions, so the matches of a step below a span are a slice of the step's sorted matches,
/// found by counting; the matches among its children are a slice of those sorted by parent. No subtree is walked twice.
/// </remarks>
internal sealed class CompiledSelector(ImmutableArray<SelectorStep> alternatives)
{
    /// <summary>The steps of each alternative.</summary>
    public ImmutableArray<ImmutableArray<CompiledStep>> Paths { get; } = [.. alternatives.Select(CompiledStep.PathOf)];

    public ImmutableArray<int> Select(Trace trace)
    {
        if (Paths.IsEmpty)
        {
            return [.. Enumerable.Range(0, trace.Count)];
        }

        if (Paths.Length == 1)
        {
            return [.. SelectPath(Paths[0], trace)];
        }

        var picked = new DistinctPositions(trace.Count);
        foreach (var path in Paths)
        {
            picked.AddRange(SelectPath(path, trace));
        }

        return [.. picked.Positions];
    }

    private static List<int> SelectPath(ImmutableArray<CompiledStep> path, Trace trace)
    {
        var picked = path[0].PickAmong(path[0].Matches(trace));
        for (var i = 1; i < path.Length && picked.Count > 0; i++)
        {
            picked = path[i].PickBelow(picked, trace);
        }

        return picked;
    }
}
