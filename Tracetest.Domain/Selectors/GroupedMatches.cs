using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Selectors;

/// <summary>The matches of a step, ordered so that those below any span stand together, in document order.</summary>
internal abstract class GroupedMatches(int[] positions)
{
    /// <summary>Positions in the trace.</summary>
    public int[] Positions => positions;

    /// <summary>From which to which index, exclusive, the matches below a span stand.</summary>
    public abstract (int From, int To) Below(int ancestor);
}

/// <summary>Matches in document order, with the count of matches before each position: below means any descendant.</summary>
internal sealed class DescendantMatches : GroupedMatches
{
    private readonly Trace _trace;
    private readonly int[] _before;

    private DescendantMatches(int[] positions, int[] before, Trace trace)
        : base(positions) => (_before, _trace) = (before, trace);

    public static DescendantMatches Of(List<int> matches, Trace trace)
    {
        var before = new int[trace.Count + 1];
        var index = 0;
        for (var position = 0; position <= trace.Count; position++)
        {
            before[position] = index;
            index += index < matches.Count && matches[index] == position ? 1 : 0;
        }

        return new DescendantMatches([.. matches], before, trace);
    }

    public override (int From, int To) Below(int ancestor) => (_before[ancestor + 1], _before[_trace.SubtreeEnd(ancestor)]);
}

/// <summary>Matches sorted by parent, with the count of matches of the parents before each: below means any child.</summary>
internal sealed class ChildMatches : GroupedMatches
{
    private readonly int[] _starts;

    private ChildMatches(int[] positions, int[] starts)
        : base(positions) => _starts = starts;

    public static ChildMatches Of(List<int> matches, Trace trace)
    {
        // Roots come first, as the children of position -1.
        var starts = new int[trace.Count + 2];
        foreach (var position in matches)
        {
            starts[trace.ParentOf(position) + 2]++;
        }

        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }

        var positions = new int[matches.Count];
        var next = starts[..^1];
        foreach (var position in matches)
        {
            positions[next[trace.ParentOf(position) + 1]++] = position;
        }

        return new ChildMatches(positions, starts);
    }

    public override (int From, int To) Below(int ancestor) => (_starts[ancestor + 1], _starts[ancestor + 2]);
}
