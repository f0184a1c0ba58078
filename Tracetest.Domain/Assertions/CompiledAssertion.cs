using Tracetest.Domain.Expressions;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Assertions;

/// <summary>An assertion ready to be checked on any number of spans. Immutable, thread-safe.</summary>
public sealed class CompiledAssertion
{
    private readonly AssertionFault? _fault;
    private readonly CompiledExpression? _left;
    private readonly CompiledExpression? _right;
    private readonly Comparator _comparator;

    private CompiledAssertion(string source, AssertionFault fault) => (Source, _fault) = (source, fault);

    private CompiledAssertion(string source, Statement statement)
    {
        Source = source;
        _left = statement.Left.Compile();
        _right = statement.Right.Compile();
        _comparator = statement.Comparator;
    }

    /// <summary>The assertion's text.</summary>
    public string Source { get; }

    /// <summary>Reads an assertion; a malformed one comes back too, and fails wherever it is checked.</summary>
    public static CompiledAssertion Compile(string text)
    {
        var parsed = Statement.Parse(text);
        return parsed.IsValid
            ? new CompiledAssertion(text, parsed.Value)
            : new CompiledAssertion(text, AssertionFaults.Of(ExpressionFault.Syntax(text, parsed.Error)));
    }

    /// <summary>Checks the assertion on the span of a context.</summary>
    /// <param name="context">The span, the selection, the variables.</param>
    /// <param name="spanId">What the result is about; <see langword="null"/> for no span.</param>
    public SpanResult Check(EvaluationContext context, SpanId? spanId)
    {
        if (_left is null || _right is null)
        {
            return new SpanResult(spanId, "", "", _fault);
        }

        var left = _left.Evaluate(context);
        if (!left.IsValue)
        {
            return new SpanResult(spanId, "", "", AssertionFaults.Of(left.Fault));
        }

        var right = _right.Evaluate(context);
        if (!right.IsValue)
        {
            return new SpanResult(spanId, "", "", AssertionFaults.Of(right.Fault));
        }

        var comparison = ValueComparison.Of(left.Value, _comparator, right.Value);
        return new SpanResult(spanId, comparison.Left, comparison.Right, comparison.Fault);
    }
}

/// <summary>Faults of expressions as faults of assertions.</summary>
internal static class AssertionFaults
{
    public static AssertionFault Of(ExpressionFault fault) => new(
        fault.Kind switch
        {
            ExpressionFaultKind.Syntax => AssertionFaultKind.Syntax,
            ExpressionFaultKind.Resolution => AssertionFaultKind.Resolution,
            _ => AssertionFaultKind.Evaluation,
        },
        fault.Message);
}
