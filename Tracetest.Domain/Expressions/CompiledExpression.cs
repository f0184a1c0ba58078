using Tracetest.Domain.Expressions.Json;

namespace Tracetest.Domain.Expressions;

/// <summary>An expression ready to be evaluated any number of times.</summary>
/// <remarks>Nothing is read again: literal filter arguments, paths and patterns are prepared. Immutable, thread-safe.</remarks>
public sealed class CompiledExpression
{
    private readonly Evaluator _evaluator;

    internal CompiledExpression(Expression source, CompiledTerm compiled)
    {
        Source = source;
        _evaluator = compiled.Evaluator;
        IsPerSpan = compiled.IsPerSpan;
    }

    /// <summary>What was compiled.</summary>
    public Expression Source { get; }

    /// <summary>Whether the value may differ from one span of a selection to the next.</summary>
    public bool IsPerSpan { get; }

    /// <summary>Computes the value. First fault from left to right wins.</summary>
    public Evaluated Evaluate(in EvaluationContext context) => _evaluator(context);
}

/// <summary>A piece of an expression, compiled.</summary>
internal delegate Evaluated Evaluator(in EvaluationContext context);

/// <summary>A filter with its arguments, ready for any number of inputs.</summary>
/// <param name="value">The input.</param>
/// <param name="documents">Reads JSON once per distinct text; <see langword="null"/> to read it anew.</param>
internal delegate Evaluated Filter(Value value, JsonDocuments? documents = null);

/// <summary>What a value depends on, beyond the text it was written in.</summary>
[Flags]
internal enum Reads
{
    Nothing = 0,

    /// <summary>Variables, or the selection as a whole: the same for all its spans.</summary>
    Selection = 1,

    /// <summary>The span looked at.</summary>
    Span = 2,

    /// <summary>Clock or chance: another value every time.</summary>
    Chance = 4,
}

/// <summary>A piece of an expression, compiled, and what it depends on.</summary>
/// <param name="Evaluator">Computes the value.</param>
/// <param name="Reads">What it depends on.</param>
/// <param name="IsCheap">Whether computing it again costs no more than remembering it.</param>
internal readonly record struct CompiledTerm(Evaluator Evaluator, Reads Reads, bool IsCheap = false)
{
    public bool IsPerSpan => (Reads & (Reads.Span | Reads.Chance)) != 0;

    /// <summary>The piece as part of a larger one that is computed for every span: what is the same for all is computed once.</summary>
    public Evaluator Within(Reads whole)
    {
        var evaluator = Evaluator;
        if (IsCheap || IsPerSpan || (whole & (Reads.Span | Reads.Chance)) == 0)
        {
            return evaluator;
        }

        var key = new object();
        return (in EvaluationContext context) =>
            context.Selection is { } selection ? selection.Remember(key, evaluator, context) : evaluator(context);
    }
}
