using Tracetest.Domain.Expressions;
using Tracetest.Domain.Triggers;

namespace Tracetest.Conformance.Expressions;

/// <summary>Vectors about the value of expressions and of texts that hold them.</summary>
internal static class ExpressionVectors
{
    public static Observation Evaluate(Vector vector)
    {
        var text = vector.Input.Text("expression");
        var expression = Expression.Parse(text);
        Evaluated evaluated = expression.IsValid
            ? expression.Value.Compile().Evaluate(EvaluationContexts.Of(vector.Input))
            : ExpressionFault.Syntax(text, expression.Error);
        return evaluated.ToObservation();
    }

    public static Observation Resolve(Vector vector) =>
        TextResolver.Resolve(vector.Input.Text("input"), EvaluationContexts.Of(vector.Input)).ToObservation();

    /// <summary>The quote matters to the original alone: here no text is wrapped in any, and all fields are resolved alike.</summary>
    public static Observation TriggerText(Vector vector)
    {
        var text = vector.Input.Text("text");
        var trigger = new Trigger.Http { Method = "GET", Url = text };
        if (vector.Input.OptionalObject("context") is { } context
            && context.Has("variables")
            && TriggerResolver.Resolve(trigger, EvaluationContexts.VariablesOf(context, "variables"))
                is TriggerResolution.Resolved { Trigger: Trigger.Http resolved })
        {
            return Observation.Of("value", resolved.Url);
        }

        // The resolver's faults have no kind: it is asked for where they come from.
        return InterpolatedText.Parse(text).Resolve(EvaluationContexts.Of(vector.Input)).ToObservation();
    }

    public static Observation Type(Vector vector) => Observation.Of("type", Value.Of(vector.Input.Text("input")).Kind.ToName());
}
