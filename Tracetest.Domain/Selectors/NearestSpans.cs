using Tracetest.Domain.Syntax;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Selectors;

/// <summary>Finds the spans that nearly pass a step's filters, and the filter nothing passed.</summary>
internal sealed class NearestSpans(Trace trace, CompiledFilter[] filters)
{
    private const int MaxObserved = 100;
    private const int MaxKnown = 1_000;

    private readonly int[] _passed = new int[filters.Length];
    private readonly Dictionary<string, bool> _isNear = [];
    private readonly List<(long Rank, NearSpan Span)> _nearest = [];

    /// <param name="candidates">Positions in document order, none of which passes every filter.</param>
    public SelectionCause.Filtered Explain(List<int> candidates)
    {
        foreach (var position in candidates)
        {
            Look(position);
        }

        var first = Array.FindIndex(_passed, count => count == 0);
        var before = first == 0 ? candidates.Count : _passed[first - 1];
        return new SelectionCause.Filtered(filters[first].Filter, candidates.Count, before, [.. _nearest.Select(near => near.Span)]);
    }

    private void Look(int position)
    {
        var span = trace.Spans[position];
        var (passed, failed) = (0, -1);
        for (var i = 0; i < filters.Length; i++)
        {
            if (!filters[i].Holds(span))
            {
                failed = failed < 0 ? i : failed;
                continue;
            }

            passed++;
            _passed[i] += failed < 0 ? 1 : 0;
        }

        Rank(position, passed, filters[failed], (((long)passed * filters.Length) + failed) * 3);
    }

    private void Rank(int position, int passed, CompiledFilter failed, long least)
    {
        var isFull = _nearest.Count == SelectionExplanation.MaxNearest;
        if (isFull && _nearest[^1].Rank >= least + 2)
        {
            return;
        }

        var span = trace.Spans[position];
        var observed = failed.ValueIn(span)?.ToText();
        var rank = least + (observed is null ? 0 : IsNear(failed.Filter, observed) ? 2 : 1);
        if (isFull && _nearest[^1].Rank >= rank)
        {
            return;
        }

        if (isFull)
        {
            _nearest.RemoveAt(_nearest.Count - 1);
        }

        var at = _nearest.FindIndex(near => near.Rank < rank);
        _nearest.Insert(at < 0 ? _nearest.Count : at, (rank, new NearSpan(position, Cut(span.Name), passed, failed.Filter, observed is null ? null : Cut(observed))));
    }

    private bool IsNear(SelectorFilter filter, string observed)
    {
        if (filter is not SelectorFilter.Comparison { Operator: FilterOperator.Equals, Literal: FilterLiteral.Text } || observed.Length > MaxObserved)
        {
            return false;
        }

        if (!_isNear.TryGetValue(observed, out var isNear))
        {
            if (_isNear.Count == MaxKnown)
            {
                return false;
            }

            _isNear[observed] = isNear = !Spelling.Nearest(filter.Value, [observed]).IsEmpty;
        }

        return isNear;
    }

    private static string Cut(string text) =>
        text.Length <= MaxObserved ? text : string.Concat(text.AsSpan(0, MaxObserved - (char.IsHighSurrogate(text[MaxObserved - 1]) ? 1 : 0)), "…");
}
