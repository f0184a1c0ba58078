using System.Globalization;
using Tracetest.Domain.Quantities;
using Tracetest.Domain.Syntax;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Selectors;

/// <summary>Tells people why one alternative picks nothing.</summary>
internal sealed class ExplanationText(Trace trace, SelectorStep[] path, int index)
{
    private SelectorStep Step => path[index];

    private string OwnText => $"`{Step.OwnText}`";

    private string Below => Step.Relation == StepRelation.Child ? "directly below" : "below";

    private string Before => string.Concat(path.Take(index).Select((step, i) =>
        (i == 0 ? "" : step.Relation == StepRelation.Child ? " > " : " ") + step.OwnText));

    public string Of(SelectionCause cause) => cause switch
    {
        SelectionCause.NoCandidate { AncestorCount: 0 } => "The trace has no spans.",
        SelectionCause.NoCandidate nothing => $"{Count(nothing.AncestorCount)} {Match(nothing.AncestorCount)} `{Before}`, but nothing lies {Below} {ItOrThem(nothing.AncestorCount)}.",
        SelectionCause.Elsewhere elsewhere => $"{Count(elsewhere.MatchCount)} {Match(elsewhere.MatchCount)} {OwnText}, none {Below} `{Before}`.",
        SelectionCause.OutOfRange outOfRange => OutOfRange(outOfRange),
        SelectionCause.Filtered filtered => $"{Excluded(filtered)}{Nearest(filtered)}",
        _ => throw new InvalidOperationException($"No text for {cause}."),
    };

    private string OutOfRange(SelectionCause.OutOfRange cause)
    {
        var place = index == 0 ? "" : $" {Below} any one span of `{Before}`";
        return cause.PseudoClass is PseudoClass.NthChild { Number: 0 }
            ? $"`{cause.PseudoClass}` picks nothing: counting begins at 1."
            : $"`{cause.PseudoClass}` is out of range: {(index == 0 ? "only" : "at most")} {Count(cause.MatchCount)} {Match(cause.MatchCount)} `{(Step with { PseudoClass = null }).OwnText}`{place}.";
    }

    private string Excluded(SelectionCause.Filtered cause)
    {
        var place = index == 0 ? "" : $" {Below} `{Before}`";
        if (cause.Filter == Step.Filters[0])
        {
            return $"None of {Count(cause.CandidateCount)}{place} {(cause.CandidateCount == 1 ? "passes" : "pass")} `{cause.Filter}`.";
        }

        var before = string.Join(" and ", Step.Filters.TakeWhile(filter => filter != cause.Filter).Select(filter => $"`{filter}`"));
        return $"{cause.PassedBefore} of {Count(cause.CandidateCount)}{place} {(cause.PassedBefore == 1 ? "passes" : "pass")} {before}, "
            + $"none of {(cause.PassedBefore == 1 ? "these" : "them")} `{cause.Filter}`.";
    }

    private string Nearest(SelectionCause.Filtered cause)
    {
        if (cause.Filter is not SelectorFilter.Absence && cause.Filter.Property is not ("name" or "kind") && trace.Vocabulary.Find(cause.Filter.Property) is null)
        {
            return $" No span has an attribute `{cause.Filter.Property}`{DidYouMean(cause.Filter.Property)}.";
        }

        return cause.Nearest is [var near, ..] ? $" Nearest is `{near.Name}`: {Observed(near)}." : "";
    }

    private string DidYouMean(string property)
    {
        if (Spelling.Nearest(property, ["name", "kind"]) is [var known, ..])
        {
            return $"; did you mean `{known}`";
        }

        return trace.Vocabulary.Nearest(property) is [var near, ..] ? $"; did you mean `{near.Name}`, seen on {Count(near.SpanCount)}" : "";
    }

    private static string Observed(NearSpan near)
    {
        var property = near.Failed.Property;
        if (near.Observed is not { } observed)
        {
            return $"it has no attribute `{property}`";
        }

        var isDuration = near.Failed is SelectorFilter.Comparison { Literal: FilterLiteral.Duration };
        return isDuration && long.TryParse(observed, NumberStyles.None, CultureInfo.InvariantCulture, out var nanoseconds)
            ? $"its `{property}` is {Durations.Format(nanoseconds)}"
            : $"its `{property}` is `{observed}`";
    }

    private static string Count(int count) => count == 1 ? "1 span" : string.Create(CultureInfo.InvariantCulture, $"{count} spans");

    private static string Match(int count) => count == 1 ? "matches" : "match";

    private static string ItOrThem(int count) => count == 1 ? "it" : "them";
}
