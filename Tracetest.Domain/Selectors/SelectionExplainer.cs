using System.Collections.Immutable;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Selectors;

/// <summary>Finds out what excluded everything; takes time linear in spans times filters.</summary>
internal sealed class SelectionExplainer(Trace trace)
{
    public static SelectionExplanation Explain(CompiledSelector selector, Trace trace)
    {
        var explainer = new SelectionExplainer(trace);
        return new SelectionExplanation(selector.Select(trace).Length,
        [
            .. selector.Paths.Select(explainer.ExplainPath).OfType<AlternativeExplanation>().Take(SelectionExplanation.MaxAlternatives),
        ]);
    }

    private AlternativeExplanation? ExplainPath(ImmutableArray<CompiledStep> path)
    {
        List<int>? ancestors = null;
        for (var i = 0; i < path.Length; i++)
        {
            var picked = ancestors is null ? path[i].PickAmong(path[i].Matches(trace)) : path[i].PickBelow(ancestors, trace);
            if (picked.Count == 0)
            {
                var cause = CauseOf(path[i], ancestors);
                var text = new ExplanationText(trace, path.Select(step => step.Step).ToArray(), i).Of(cause);
                return new AlternativeExplanation(path[0].Step, path[i].Step, i + 1, cause, text);
            }

            ancestors = picked;
        }

        return null;
    }

    private SelectionCause CauseOf(CompiledStep step, List<int>? ancestors)
    {
        var candidates = Candidates(step.Step.Relation, ancestors);
        if (candidates.Count == 0)
        {
            return new SelectionCause.NoCandidate(ancestors?.Count ?? 0);
        }

        var matches = step.Matches(trace);
        var isCandidate = new bool[trace.Count];
        candidates.ForEach(position => isCandidate[position] = true);
        if (step.Step.PseudoClass is { } pseudoClass && matches.Exists(position => isCandidate[position]))
        {
            return new SelectionCause.OutOfRange(pseudoClass, ancestors is null ? matches.Count : MostBelowAny(step, matches, ancestors));
        }

        return ancestors is not null && matches.Count > 0
            ? new SelectionCause.Elsewhere(matches.Count, ancestors.Count)
            : new NearestSpans(trace, step.FiltersForOneWalk()).Explain(candidates);
    }

    private List<int> Candidates(StepRelation relation, List<int>? ancestors)
    {
        var everything = new CompiledStep(new SelectorStep([], null, null) { Relation = relation });
        return ancestors is null ? everything.Matches(trace) : everything.PickBelow(ancestors, trace);
    }

    private int MostBelowAny(CompiledStep step, List<int> matches, List<int> ancestors)
    {
        GroupedMatches grouped = step.Step.Relation == StepRelation.Child ? ChildMatches.Of(matches, trace) : DescendantMatches.Of(matches, trace);
        return ancestors.Select(grouped.Below).Max(slice => slice.To - slice.From);
    }
}
