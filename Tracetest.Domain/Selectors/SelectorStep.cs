using System.Collections.Immutable;
using System.Text;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Selectors;

/// <summary>One step of a selector: which spans, which of them, and what is looked for below them.</summary>
/// <param name="Filters">All must hold; none picks every span.</param>
/// <param name="PseudoClass">Which of the spans found; <see langword="null"/> for all.</param>
/// <param name="Child">The step applied below the spans found; <see langword="null"/> at the end.</param>
public sealed record SelectorStep(ImmutableArray<SelectorFilter> Filters, PseudoClass? PseudoClass, SelectorStep? Child)
{
    /// <summary>How the spans lie to those of the step before; of no meaning for the first step.</summary>
    public StepRelation Relation { get; init; }

    /// <summary>From the word <c>span</c> to the pseudo-class, without the steps below.</summary>
    public TextRange Range { get; init; }

    /// <summary>The canonical text of this step alone, without the steps below.</summary>
    public string OwnText => AppendTo(new StringBuilder()).ToString();

    /// <summary>The canonical text of this step and those below it.</summary>
    public override string ToString()
    {
        var text = AppendTo(new StringBuilder());
        for (var step = Child; step is not null; step = step.Child)
        {
            step.AppendTo(text.Append(step.Relation == StepRelation.Child ? " > " : " "));
        }

        return text.ToString();
    }

    private StringBuilder AppendTo(StringBuilder text)
    {
        text.Append("span[");
        for (var i = 0; i < Filters.Length; i++)
        {
            text.Append(i == 0 ? "" : NeedsComma(Filters[i - 1], Filters[i]) ? ", " : " ").Append(Filters[i]);
        }

        return text.Append(']').Append(PseudoClass);
    }

    /// <summary>Whether two filters would be read otherwise with only a space between them.</summary>
    private static bool NeedsComma(SelectorFilter left, SelectorFilter right) =>
        left is not SelectorFilter.Comparison || right is not SelectorFilter.Comparison
        || !SelectorText.IsPlainName(right.Property) || SelectorText.StartsWithTruth(right.Property);
}

/// <summary>How the spans of a step lie to those of the step before.</summary>
public enum StepRelation
{
    /// <summary>Anywhere below.</summary>
    Descendant,

    /// <summary>Directly below: <c>&gt;</c>.</summary>
    Child,
}
