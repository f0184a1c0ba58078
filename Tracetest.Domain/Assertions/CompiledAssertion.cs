using System.Collections.Immutable;
using System.Runtime.InteropServices;
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
    private readonly bool _isSigned;

    private CompiledAssertion(string source, AssertionFault fault) => (Source, _fault) = (source, fault);

    private CompiledAssertion(string source, Statement statement)
    {
        Source = source;
        _left = statement.Left.Compile();
        _right = statement.Right.Compile();
        _comparator = statement.Comparator;
        _isSigned = IsNegative(statement.Left) || IsNegative(statement.Right);
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
    public SpanResult Check(in EvaluationContext context, SpanId? spanId) =>
        new Comparing(this, context.Selection?.Cache ?? new EvaluationCache()).Check(context, spanId);

    /// <summary>Checks the assertion on every span of a selection, or once when it is empty.</summary>
    /// <param name="context">The selection and the variables.</param>
    internal ImmutableArray<SpanResult> CheckAll(in EvaluationContext context)
    {
        var (selection, comparing) = (context.Selection!, new Comparing(this, context.Selection!.Cache));
        if (selection.Positions is not { IsEmpty: false } positions)
        {
            return [comparing.Check(context, null)];
        }

        var results = new SpanResult[positions.Length];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = comparing.Check(context with { Position = positions[i] }, selection.Trace.Spans[positions[i]].Id);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(results);
    }

    private static bool IsNegative(Expression side) =>
        side is { Term: Term.Number { Text: ['-', ..] }, Operations.IsEmpty: true, Filters.IsEmpty: true };

    /// <summary>One pass over a selection: what does not depend on the span is computed at the first.</summary>
    private struct Comparing(CompiledAssertion assertion, EvaluationCache cache)
    {
        private Evaluated? _left;
        private Evaluated? _right;
        private ComparedValue? _expected;

        public SpanResult Check(in EvaluationContext context, SpanId? spanId)
        {
            if (assertion._fault is { } fault)
            {
                return new SpanResult(spanId, "", "", fault);
            }

            var left = Evaluate(assertion._left!, context, ref _left);
            if (!left.IsValue)
            {
                return new SpanResult(spanId, "", "", AssertionFaults.Of(left.Fault));
            }

            var right = Evaluate(assertion._right!, context, ref _right);
            if (!right.IsValue)
            {
                return new SpanResult(spanId, "", "", AssertionFaults.Of(right.Fault));
            }

            var expected = _expected ?? new ComparedValue(Signed(right.Value));
            _expected = assertion._right!.IsPerSpan ? null : expected;
            var comparison = ValueComparison.Of(Signed(left.Value), assertion._comparator, expected, cache);
            return new SpanResult(spanId, comparison.Left, comparison.Right, comparison.Fault);
        }

        /// <summary>
        /// Opposite a negative number, which the original cannot write, a text that reads as a negative number is one; a duration below
        /// nothing stays a duration.
        /// </summary>
        private Value Signed(Value value) =>
            assertion._isSigned && !value.IsDuration && value is { IsSingle: true, Text: ['-', ..] text } && ValueKinds.IsNumber(text[1..])
            ? Value.Of(value.Text, ValueKind.Number)
            : value;

        private static Evaluated Evaluate(CompiledExpression side, in EvaluationContext context, ref Evaluated? once)
        {
            if (side.IsPerSpan)
            {
                return side.Evaluate(context);
            }

            once ??= side.Evaluate(context);
            return once.Value;
        }
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
