using System.Globalization;
using System.Numerics;
using Tracetest.Domain.Expressions;

namespace Tracetest.Domain.Tests.Language;

/// <summary>Adds, subtracts, multiplies and divides as spec language 3.6 says.</summary>
internal static class PlainArithmetic
{
    public static PlainValue Compute(PlainValue left, ArithmeticOperator symbol, PlainValue right)
    {
        if (right.Fault is not null)
        {
            return right;
        }

        if (left.Kind != right.Kind)
        {
            return PlainValue.EvaluationFault;
        }

        return left.Kind switch
        {
            "number" => ComputeNumbers(left.Text, symbol, right.Text),
            "duration" => PlainAmounts.Nanoseconds(left.Text) is { } a && PlainAmounts.Nanoseconds(right.Text) is { } b
                ? ComputeDurations(a, symbol, b)
                : PlainValue.EvaluationFault,
            _ => PlainValue.EvaluationFault,
        };
    }

    private static PlainValue ComputeNumbers(string left, ArithmeticOperator symbol, string right)
    {
        var (a, b) = (double.Parse(left, CultureInfo.InvariantCulture), double.Parse(right, CultureInfo.InvariantCulture));
        var result = symbol switch
        {
            ArithmeticOperator.Add => a + b,
            ArithmeticOperator.Subtract => a - b,
            ArithmeticOperator.Multiply => a * b,
            _ => a / b,
        };
        if (!double.IsFinite(result))
        {
            return PlainValue.EvaluationFault;
        }

        if (left.Contains('.', StringComparison.Ordinal) || right.Contains('.', StringComparison.Ordinal))
        {
            return PlainValue.Of(result.ToString("F2", CultureInfo.InvariantCulture), "number");
        }

        return Whole(new BigInteger(Math.Truncate(result)), "number");
    }

    private static PlainValue ComputeDurations(BigInteger left, ArithmeticOperator symbol, BigInteger right) => symbol switch
    {
        ArithmeticOperator.Add => Whole(left + right, "duration"),
        ArithmeticOperator.Subtract => Whole(left - right, "duration"),
        ArithmeticOperator.Multiply => Whole(left * right, "duration"),
        _ => right.IsZero ? PlainValue.EvaluationFault : Whole(BigInteger.Divide(left, right), "duration"),
    };

    private static PlainValue Whole(BigInteger result, string kind) => result < long.MinValue || result > long.MaxValue
        ? PlainValue.EvaluationFault
        : PlainValue.Of(result.ToString(CultureInfo.InvariantCulture), kind);
}
