using System.Collections.Immutable;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Selectors;

/// <summary>Applies selectors to traces.</summary>
/// <remarks>
/// A subtree is an interval of positions, so the matches of a step below a span are a slice of the step's sorted matches,
/// found by counting: no subtree is walked twice.
/// </remarks>
internal static class SelectorMatcher
{
    public static ImmutableArray<int> Select(Selector selector, Trace trace)
    {
        if (selector.Alternatives.IsEmpty)
        {
            return [.. Enumerable.Range(0, trace.Count)];
        }

        var picked = new DistinctPositions(trace.Count);
        foreach (var alternative in selector.Alternatives)
        {
            picked.AddRange(SelectPath(alternative, trace));
        }

        return picked.ToImmutableArray();
    }

    private static List<int> SelectPath(SelectorStep first, Trace trace)
    {
        var matches = new StepMatches(trace, first);
        var picked = new List<int>();
        Pick(first.PseudoClass, matches.All, matches, picked);
        for (var step = first.Child; step is not null && picked.Count > 0; step = step.Child)
        {
            picked = SelectBelow(picked, step, trace);
        }

        return picked;
    }

    /// <summary>What a step finds below each of the given spans, each once, in their order.</summary>
    private static List<int> SelectBelow(List<int> ancestors, SelectorStep step, Trace trace)
    {
        var matches = new StepMatches(trace, step);
        var picked = new DistinctPositions(trace.Count);
        var slice = new List<int>();
        foreach (var ancestor in ancestors)
        {
            var below = matches.Below(ancestor);
            if (step.PseudoClass is null)
            {
                matches.TakeRemaining(below, picked);
                continue;
            }

            slice.Clear();
            Pick(step.PseudoClass, below, matches, slice);
            picked.AddRange(slice);
        }

        return picked.ToList();
    }

    private static void Pick(PseudoClass? pseudoClass, (int From, int To) slice, StepMatches matches, List<int> picked)
    {
        var (from, to) = pseudoClass switch
        {
            PseudoClass.First => (slice.From, Math.Min(slice.From + 1, slice.To)),
            PseudoClass.Last => (Math.Max(slice.To - 1, slice.From), slice.To),
            PseudoClass.NthChild nth when nth.Number >= 1 && nth.Number <= slice.To - slice.From =>
                (slice.From + (int)nth.Number - 1, slice.From + (int)nth.Number),
            PseudoClass.NthChild => (0, 0),
            _ => slice,
        };
        for (var i = from; i < to; i++)
        {
            picked.Add(matches[i]);
        }
    }

    /// <summary>The positions a step's filters match, with the count of matches before each position.</summary>
    private sealed class StepMatches
    {
        private readonly Trace _trace;
        private readonly List<int> _positions = [];
        private readonly int[] _before;
        private int[]? _nextRemaining;

        public StepMatches(Trace trace, SelectorStep step)
        {
            _trace = trace;
            _before = new int[trace.Count + 1];
            for (var position = 0; position < trace.Count; position++)
            {
                _before[position] = _positions.Count;
                if (MatchesAll(step.Filters, trace.Spans[position]))
                {
                    _positions.Add(position);
                }
            }

            _before[trace.Count] = _positions.Count;
        }

        public (int From, int To) All => (0, _positions.Count);

        public int this[int index] => _positions[index];

        public (int From, int To) Below(int ancestor) => (_before[ancestor + 1], _before[_trace.SubtreeEnd(ancestor)]);

        /// <summary>Adds what of a slice was not taken before; what was taken is stepped over, not looked at again.</summary>
        public void TakeRemaining((int From, int To) slice, DistinctPositions picked)
        {
            _nextRemaining ??= [.. Enumerable.Range(0, _positions.Count + 1)];
            for (var i = NextRemaining(slice.From); i < slice.To; i = NextRemaining(i + 1))
            {
                picked.Add(_positions[i]);
                _nextRemaining[i] = i + 1;
            }
        }

        private int NextRemaining(int index)
        {
            var next = _nextRemaining!;
            while (next[index] != index)
            {
                next[index] = next[next[index]]; // halves the way for the next one who comes by
                index = next[index];
            }

            return index;
        }

        private static bool MatchesAll(ImmutableArray<SelectorFilter> filters, Span span)
        {
            foreach (var filter in filters)
            {
                if (!filter.Matches(span))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Positions in the order first added.</summary>
    private sealed class DistinctPositions(int count)
    {
        private readonly bool[] _seen = new bool[count];
        private readonly List<int> _positions = [];

        public void Add(int position)
        {
            if (!_seen[position])
            {
                _seen[position] = true;
                _positions.Add(position);
            }
        }

        public void AddRange(List<int> positions)
        {
            foreach (var position in positions)
            {
                Add(position);
            }
        }

        public List<int> ToList() => _positions;

        public ImmutableArray<int> ToImmutableArray() => [.. _positions];
    }
}
