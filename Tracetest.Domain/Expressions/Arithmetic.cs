using System.Globalization;
using Tracetest.Domain.Quantities;

namespace Tracetest.Domain.Expressions;

/// <summary>Adds, subtracts, multiplies and divides.</summary>
/// <remarks>
/// Source: spec language 3.6. Numbers are binary doubles; the result has two decimals if an operand has a point, else it is cut to a
/// whole number. Durations are whole nanoseconds, and so are their products and quotients.
/// </remarks>
internal static class Arithmetic
{
    public static Evaluated Compute(Value left, Operation operation, Value right)
    {
        var outcome = Compute(left, operation.Operator, right);
        return outcome.IsValue ? outcome : outcome.Fault.At(operation.Range);
    }

    private static Evaluated Compute(Value left, ArithmeticOperator symbol, Value right)
    {
        if (left.Kind != right.Kind)
        {
            return ExpressionFault.Evaluation($"types mismatch: {left.Kind.ToName()} {(char)symbol} {right.Kind.ToName()}");
        }

        return left.Kind switch
        {
            ValueKind.Number => OfNumbers(left.Text, symbol, right.Text),
            ValueKind.Duration => OfDurations(left.Text, symbol, right.Text),
            _ => ExpressionFault.Evaluation(
                $"operation is only allowed on numbers and duration fields, not on {left.Kind.ToName()}"),
        };
    }

    private static Evaluated OfNumbers(string left, ArithmeticOperator symbol, string right)
    {
        var (a, b) = (double.Parse(left, CultureInfo.InvariantCulture), double.Parse(right, CultureInfo.InvariantCulture));
        var result = symbol switch
        {
            ArithmeticOperator.Add => a + b,
            ArithmeticOperator.Subtract => a - b,
            ArithmeticOperator.Multiply => a * b,
            _ => a / b,
        };
        if (symbol == ArithmeticOperator.Divide && b == 0)
        {
            return DivisionByZero(left);
        }

        var hasPoint = left.Contains('.', StringComparison.Ordinal) || right.Contains('.', StringComparison.Ordinal);
        if (!double.IsFinite(result) || (!hasPoint && result is < long.MinValue or >= long.MaxValue))
        {
            return TooLarge(left, symbol, right);
        }

        var text = hasPoint
            ? result.ToString("F2", CultureInfo.InvariantCulture)
            : ((long)result).ToString(CultureInfo.InvariantCulture);
        return Value.Of(text, ValueKind.Number);
    }

    private static Evaluated OfDurations(string left, ArithmeticOperator symbol, string right)
    {
        if (Durations.TryParse(left) is not { } a || Durations.TryParse(right) is not { } b)
        {
            return TooLarge(left, symbol, right);
        }

        if (symbol == ArithmeticOperator.Divide && b == 0)
        {
            return DivisionByZero(left);
        }

        Int128 result = symbol switch
        {
            ArithmeticOperator.Add => (Int128)a + b,
            ArithmeticOperator.Subtract => (Int128)a - b,
            ArithmeticOperator.Multiply => (Int128)a * b,
            _ => (Int128)a / b,
        };
        return result < long.MinValue || result > long.MaxValue
            ? TooLarge(left, symbol, right)
            : Value.Of(result.ToString(CultureInfo.InvariantCulture), ValueKind.Duration);
    }

    private static ExpressionFault DivisionByZero(string left) => ExpressionFault.Evaluation($"cannot divide {left} by zero");

    private static ExpressionFault TooLarge(string left, ArithmeticOperator symbol, string right) =>
        ExpressionFault.Evaluation($"the result of {left} {(char)symbol} {right} is beyond 64 bits");
}
