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
            HasSpans = context.Element.TryGetProperty("span", out _),
            Span = context.OptionalObject("span") is { } span ? SpanTrees.SeenSpan("span", span.Object("attributes")) : null,
            SelectedCount = context.Has("selectedSpanCount") ? checked((int)context.Number("selectedSpanCount")) : null,
        };
    }

    /// <summary>The variables under a name; none when absent.</summary>
    public static ImmutableArray<Variable> VariablesOf(Fields input, string name) =>
        input.OptionalObject(name) is { } variables ? VariablesOf(variables) : [];

    private static ImmutableArray<Variable> VariablesOf(Fields variables) =>
        [.. variables.TextMembers().Select(member => new Variable(member.Key, member.Value))];
}
