using System.Collections.Immutable;
using Tracetest.Conformance.Traces;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Variables;

namespace Tracetest.Conformance.Expressions;

/// <summary>Builds what an expression may look at from the <c>context</c> of a vector.</summary>
internal static class EvaluationContexts
{
    /// <summary>No <c>context</c>: nothing is available.</summary>
    public static EvaluationContext Of(Fields input)
    {
        if (input.OptionalObject("context") is not { } context)
        {
            return EvaluationContext.Empty;
        }

        return new EvaluationContext
        {
            Variables = context.OptionalObject("variables") is { } variables ? EvaluationContext.ByName(VariablesOf(variables)) : null,
            Selection = SelectionOf(context),
            Position = context.OptionalObject("span") is null ? null : 0,
        };
    }

    /// <summary>A trace of as many spans as were selected, all like the one given.</summary>
    private static SpanSelection? SelectionOf(Fields context)
    {
        var hasCount = context.Has("selectedSpanCount");
        var count = hasCount ? checked((int)context.Number("selectedSpanCount")) : 0;
        if (!context.Element.TryGetProperty("span", out _))
        {
            return hasCount ? SpanSelection.OfCount(count) : null;
        }

        var span = SpanTrees.SeenSpan("span", context.OptionalObject("span")?.Object("attributes"));
        return new SpanSelection(SpanTrees.CopiesOf(span, Math.Max(1, count)), hasCount ? [.. Enumerable.Range(0, count)] : null);
    }

    /// <summary>The variables under a name; none when absent.</summary>
    public static ImmutableArray<Variable> VariablesOf(Fields input, string name) =>
        input.OptionalObject(name) is { } variables ? VariablesOf(variables) : [];

    private static ImmutableArray<Variable> VariablesOf(Fields variables) =>
        [.. variables.TextMembers().Select(member => new Variable(member.Key, member.Value))];
}
