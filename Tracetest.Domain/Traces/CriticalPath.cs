using System.Collections.Immutable;

namespace Tracetest.Domain.Traces;

/// <summary>A stretch in which a span itself held up the end of its trace.</summary>
/// <param name="Start">Nanoseconds since the Unix epoch.</param>
/// <param name="End">Nanoseconds since the Unix epoch.</param>
public readonly record struct CriticalSegment(long Start, long End);

/// <summary>Which spans the end of a trace waited for, and when.</summary>
/// <remarks>
/// Walked backwards from the end: a span's time is its own unless a child was still busy, and the child that was busy last
/// is the one waited for. Work a span left running behind counts with it, so a message's consumer is on the path.
/// Immutable, thread-safe. Takes O(n log n) time and no recursion.
/// </remarks>
public sealed class CriticalPath
{
    private readonly Dictionary<int, ImmutableArray<CriticalSegment>> _segments;

    private CriticalPath(Dictionary<int, ImmutableArray<CriticalSegment>> segments) => _segments = segments;

    /// <summary>Finds the path through the tree of the trace that ends last.</summary>
    public static CriticalPath Of(Trace trace)
    {
        var extents = Extents(trace);
        var segments = new Dictionary<int, ImmutableArray<CriticalSegment>>();
        var pending = new Stack<(int Position, long Until)>();
        if (trace.Count > 0)
        {
            var last = trace.Roots.MaxBy(root => extents[root]);
            pending.Push((last, extents[last]));
        }

        while (pending.TryPop(out var next))
        {
            segments[next.Position] = Walk(trace, extents, next.Position, next.Until, pending);
        }

        return new CriticalPath(segments);
    }

    /// <summary>The stretches of one span, latest first; empty for a span nobody waited for.</summary>
    public ImmutableArray<CriticalSegment> Of(int position) => _segments.GetValueOrDefault(position, []);

    /// <summary>For each span, when it or the last of its descendants ended.</summary>
    private static long[] Extents(Trace trace)
    {
        var extents = new long[trace.Count];
        for (var i = trace.Count - 1; i >= 0; i--)
        {
            var span = trace.Spans[i];
            extents[i] = Math.Max(extents[i], Math.Max(span.StartTimeUnixNano, span.EndTimeUnixNano));
            if (trace.ParentOf(i) is >= 0 and var parent)
            {
                extents[parent] = Math.Max(extents[parent], extents[i]);
            }
        }

        return extents;
    }

    private static ImmutableArray<CriticalSegment> Walk(
        Trace trace, long[] extents, int position, long until, Stack<(int Position, long Until)> pending)
    {
        var span = trace.Spans[position];
        var own = ImmutableArray.CreateBuilder<CriticalSegment>();
        var at = until;
        foreach (var child in trace.ChildrenOf(position).OrderByDescending(child => extents[child]))
        {
            var start = trace.Spans[child].StartTimeUnixNano;
            if (start <= 0 || start >= at)
            {
                continue;
            }

            var end = Math.Min(extents[child], at);
            AddOwn(own, span, end, at);
            pending.Push((child, end));
            at = start;
        }

        AddOwn(own, span, span.StartTimeUnixNano, at);
        return own.ToImmutable();
    }

    private static void AddOwn(ImmutableArray<CriticalSegment>.Builder own, Span span, long from, long to)
    {
        var (start, end) = (Math.Max(from, span.StartTimeUnixNano), Math.Min(to, span.EndTimeUnixNano));
        if (start < end)
        {
            own.Add(new CriticalSegment(start, end));
        }
    }
}
