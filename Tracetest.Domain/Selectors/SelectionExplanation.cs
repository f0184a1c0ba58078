using System.Collections.Immutable;

namespace Tracetest.Domain.Selectors;

/// <summary>Why alternatives of a selector pick nothing in a trace.</summary>
/// <param name="PickedCount">How many spans the selector picks.</param>
/// <param name="Alternatives">
/// Those that pick nothing, in the order written, at most <see cref="MaxAlternatives"/>; none when each picks something.
/// </param>
public sealed record SelectionExplanation(int PickedCount, ImmutableArray<AlternativeExplanation> Alternatives)
{
    /// <summary>How many alternatives are explained.</summary>
    public const int MaxAlternatives = 10;

    /// <summary>How many of the nearest spans are told.</summary>
    public const int MaxNearest = 3;

    /// <summary>For people: one or two sentences for each alternative, each on its own line; empty when each picks something.</summary>
    public string Text => string.Join('\n', Alternatives.Select(alternative => alternative.Text));

    /// <summary>The same as <see cref="Text"/>.</summary>
    public override string ToString() => Text;
}

/// <summary>Why one alternative picks nothing.</summary>
/// <param name="Alternative">Its first step.</param>
/// <param name="Step">The step at which nothing was left.</param>
/// <param name="StepNumber">Which step of the alternative that is, counting from 1.</param>
/// <param name="Cause">What excluded everything.</param>
/// <param name="Text">For people: one or two sentences.</param>
public sealed record AlternativeExplanation(SelectorStep Alternative, SelectorStep Step, int StepNumber, SelectionCause Cause, string Text);

/// <summary>What excluded every span: a closed set.</summary>
public abstract record SelectionCause
{
    private SelectionCause()
    {
    }

    /// <summary>There is nothing to pick from: the trace holds no span, or none below those the step before picked.</summary>
    /// <param name="AncestorCount">How many spans the step before picked; 0 at the first step.</param>
    public sealed record NoCandidate(int AncestorCount) : SelectionCause;

    /// <summary>A filter let nothing pass that the filters before it did.</summary>
    /// <param name="Filter">That filter.</param>
    /// <param name="CandidateCount">How many spans the step looked at.</param>
    /// <param name="PassedBefore">How many of them passed the filters before.</param>
    /// <param name="Nearest">
    /// The spans that pass most of the step's filters, at most <see cref="SelectionExplanation.MaxNearest"/>; of equals those first
    /// that fail at a later filter, then those whose value differs by few letters, those that have the attribute, and in document order.
    /// </param>
    public sealed record Filtered(SelectorFilter Filter, int CandidateCount, int PassedBefore, ImmutableArray<NearSpan> Nearest) : SelectionCause;

    /// <summary>Spans pass the filters, but lie elsewhere.</summary>
    /// <param name="MatchCount">How many pass the filters.</param>
    /// <param name="AncestorCount">How many spans the step before picked.</param>
    public sealed record Elsewhere(int MatchCount, int AncestorCount) : SelectionCause;

    /// <summary>Fewer spans pass the filters than the pseudo-class counts.</summary>
    /// <param name="PseudoClass">The pseudo-class.</param>
    /// <param name="MatchCount">How many pass, below one span of the step before if there is one: the most below any.</param>
    public sealed record OutOfRange(PseudoClass PseudoClass, int MatchCount) : SelectionCause;
}

/// <summary>A span that nearly passes a step.</summary>
/// <param name="Position">Its position in the trace.</param>
/// <param name="Name">Its name.</param>
/// <param name="PassedCount">How many of the step's filters it passes.</param>
/// <param name="Failed">The first filter it does not pass.</param>
/// <param name="Observed">What that filter's property holds; <see langword="null"/> when the span has no such attribute.</param>
public sealed record NearSpan(int Position, string Name, int PassedCount, SelectorFilter Failed, string? Observed);
