using System.Globalization;

namespace Tracetest.Domain.Tests.Language;

/// <summary>The filters behind <c>selected:</c> and <c>event:</c>: <c>count distinct min max avg sum p1 … p99</c>.</summary>
internal static class PlainAggregates
{
    public static bool IsAggregate(string name) => name is "count" or "distinct" or "min" or "max" or "avg" or "sum" || PercentOf(name) is not null;

    public static PlainValue Apply(string name, PlainValue input, int argumentCount)
    {
        if (argumentCount > 0)
        {
            return PlainValue.EvaluationFault;
        }

        var values = input.Items ?? (input.IsNil ? [] : [input]);
        return name switch
        {
            "count" => PlainValue.Of(values.Count.ToString(CultureInfo.InvariantCulture), "number"),
            "distinct" => PlainValue.ListOf([.. values.Where((value, i) => values.FindIndex(other => other.Text == value.Text) == i)]),
            "sum" when values.Count == 0 => PlainValue.Of("0", "number"),
            _ => values.Count == 0 ? PlainValue.EvaluationFault : Measure(name, values),
        };
    }

    private static PlainValue Measure(string name, List<PlainValue> values)
    {
        if (values.TrueForAll(value => value.Kind == "duration" && PlainAmounts.Nanoseconds(value.Text) is not null))
        {
            var nanoseconds = decimal.Truncate(Compute(name, values.ConvertAll(value => (decimal)PlainAmounts.Nanoseconds(value.Text)!.Value)));
            return PlainValue.Of(nanoseconds.ToString(CultureInfo.InvariantCulture), "duration");
        }

        if (!values.TrueForAll(value => value.Kind != "duration" && PlainAmounts.ToOrder(value.Text) is not null))
        {
            return PlainValue.EvaluationFault;
        }

        var amounts = values.ConvertAll(value => decimal.Parse(value.Text, CultureInfo.InvariantCulture));
        return PlainValue.Of(Digits(Compute(name, amounts)), "number");
    }

    private static decimal Compute(string name, List<decimal> amounts) => name switch
    {
        "min" => amounts.Min(),
        "max" => amounts.Max(),
        "sum" => amounts.Sum(),
        "avg" => Math.Round(amounts.Sum() / amounts.Count, 6, MidpointRounding.ToEven),
        _ => amounts.Order().First(amount => amounts.Count(other => other <= amount) * 100 >= PercentOf(name)!.Value * amounts.Count),
    };

    private static string Digits(decimal amount)
    {
        var digits = amount.ToString(CultureInfo.InvariantCulture);
        return digits.Contains('.', StringComparison.Ordinal) ? digits.TrimEnd('0').TrimEnd('.') : digits;
    }

    private static int? PercentOf(string name) =>
        name.Length is 2 or 3 && name[0] == 'p' && name[1] != '0' && name[1..].All(char.IsAsciiDigit)
            ? int.Parse(name[1..], CultureInfo.InvariantCulture)
            : null;
}
