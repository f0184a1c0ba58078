namespace Tracetest.Domain.Expressions;

/// <summary>An expression ready to be evaluated any number of times.</summary>
/// <remarks>Nothing is read again: literal filter arguments, paths and patterns are prepared. Immutable, thread-safe.</remarks>
public sealed class CompiledExpression
{
    private readonly Evaluator _evaluator;

    internal CompiledExpression(Expression source, Evaluator evaluator) => (Source, _evaluator) = (source, evaluator);

    /// <summary>What was compiled.</summary>
    public Expression Source { get; }

    /// <summary>Computes the value. First fault from left to right wins.</summary>
    public Evaluated Evaluate(EvaluationContext context) => _evaluator(context);
}

/// <summary>A piece of an expression, compiled.</summary>
internal delegate Evaluated Evaluator(EvaluationContext context);
