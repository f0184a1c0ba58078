using Tracetest.Domain.Expressions;

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

    /// <summary>The quote matters to the original alone: here no text is wrapped in any.</summary>
    public static Observation TriggerText(Vector vector) =>
        InterpolatedText.Parse(vector.Input.Text("text")).Resolve(EvaluationContexts.Of(vector.Input)).ToObservation();

    public static Observation Type(Vector vector) => Observation.Of("type", Value.Of(vector.Input.Text("input")).Kind.ToName());
}
