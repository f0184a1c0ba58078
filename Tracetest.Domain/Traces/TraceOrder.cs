using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Tracetest.Domain.Traces;

/// <summary>Spans laid out in document order, with the numbers that make ancestry a comparison of positions.</summary>
internal sealed class TraceOrder
{
    private TraceOrder(Span[] spans, int[] parents, int[] depths, int[] ends)
    {
        Spans = ImmutableCollectionsMarshal.AsImmutableArray(spans);
        Parents = ImmutableCollectionsMarshal.AsImmutableArray(parents);
        Depths = ImmutableCollectionsMarshal.AsImmutableArray(depths);
        Ends = ImmutableCollectionsMarshal.AsImmutableArray(ends);
    }

    public ImmutableArray<Span> Spans { get; }

    public ImmutableArray<int> Parents { get; }

    public ImmutableArray<int> Depths { get; }

    public ImmutableArray<int> Ends { get; }

    public static TraceOrder Of(IEnumerable<Span> spans)
    {
        var distinct = Distinct(spans);
        return Lay(distinct, ParentIndexes(distinct));
    }

    /// <summary>Lays the spans out below a root of our own.</summary>
    public static TraceOrder Under(Span root, IEnumerable<Span> spans)
    {
        var below = Distinct(spans.Where(span => span.Id != root.Id));
        var parents = ParentIndexes(below);
        var all = new Span[below.Length + 1];
        var allParents = new int[all.Length];
        (all[0], allParents[0]) = (root, -1);
        for (var i = 0; i < below.Length; i++)
        {
            all[i + 1] = below[i].ParentId.IsValid ? below[i] : below[i] with { ParentId = root.Id };
            allParents[i + 1] = parents[i] + 1;
        }

        return Lay(all, allParents);
    }

    private static Span[] Distinct(IEnumerable<Span> spans)
    {
        var latest = new OrderedDictionary<SpanId, Span>();
        foreach (var span in spans)
        {
            if (span.Name != SemanticConventions.TemporaryRootName)
            {
                latest[span.Id] = span;
            }
        }

        return [.. latest.Values.OrderBy(span => span.StartTimeUnixNano)];
    }

    /// <summary>For each span, sorted by start, the index of its parent or -1; rings are opened at their first span.</summary>
    private static int[] ParentIndexes(Span[] spans)
    {
        var indexes = new Dictionary<SpanId, int>(spans.Length);
        for (var i = 0; i < spans.Length; i++)
        {
            indexes[spans[i].Id] = i;
        }

        var parents = new int[spans.Length];
        for (var i = 0; i < spans.Length; i++)
        {
            parents[i] = spans[i].ParentId.IsValid && indexes.TryGetValue(spans[i].ParentId, out var parent) ? parent : -1;
        }

        OpenRings(parents);
        return parents;
    }

    private static void OpenRings(int[] parents)
    {
        var walkOf = new int[parents.Length]; // 0 = not walked; else the walk that first came by, counting from 1
        for (var start = 0; start < parents.Length; start++)
        {
            var at = start;
            while (at >= 0 && walkOf[at] == 0)
            {
                walkOf[at] = start + 1;
                at = parents[at];
            }

            if (at >= 0 && walkOf[at] == start + 1)
            {
                parents[FirstOfRing(parents, at)] = -1;
            }
        }
    }

    private static int FirstOfRing(int[] parents, int member)
    {
        var first = member;
        for (var at = parents[member]; at != member; at = parents[at])
        {
            first = Math.Min(first, at);
        }

        return first;
    }

    /// <summary>Depth-first over child lists, with a stack of our own: depth is the sender's to choose.</summary>
    private static TraceOrder Lay(Span[] spans, int[] parentIndexes)
    {
        var (firstChild, nextSibling, firstRoot) = ChildLists(parentIndexes);
        var count = spans.Length;
        var (ordered, parents, depths, ends) = (new Span[count], new int[count], new int[count], new int[count]);
        var open = new Stack<(int Index, int Position)>();
        var position = 0;
        for (var index = firstRoot; index >= 0 || open.Count > 0;)
        {
            if (index < 0)
            {
                var (closedIndex, closedPosition) = open.Pop();
                ends[closedPosition] = position;
                index = nextSibling[closedIndex];
                continue;
            }

            ordered[position] = spans[index];
            depths[position] = open.Count;
            parents[position] = open.TryPeek(out var parent) ? parent.Position : -1;
            open.Push((index, position));
            position++;
            index = firstChild[index];
        }

        return new TraceOrder(ordered, parents, depths, ends);
    }

    /// <summary>Linked lists of children and of roots, each in the order of the indexes.</summary>
    private static (int[] FirstChild, int[] NextSibling, int FirstRoot) ChildLists(int[] parents)
    {
        var (firstChild, nextSibling, firstRoot) = (new int[parents.Length], new int[parents.Length], -1);
        Array.Fill(firstChild, -1);
        for (var i = parents.Length - 1; i >= 0; i--)
        {
            ref var head = ref (parents[i] < 0 ? ref firstRoot : ref firstChild[parents[i]]);
            nextSibling[i] = head;
            head = i;
        }

        return (firstChild, nextSibling, firstRoot);
    }
}
