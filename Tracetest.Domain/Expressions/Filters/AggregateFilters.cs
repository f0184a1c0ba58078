using System.Collections.Immutable;
using System.Globalization;
using Tracetest.Domain.Quantities;

namespace Tracetest.Domain.Expressions.Filters;

/// <summary>What many values come to: <c>min max avg sum count distinct</c> and <c>p1</c> to <c>p99</c>.</summary>
/// <remarks>
/// Numbers may have a sign and are exact to 28 digits; durations are whole nanoseconds. Values of both, and others, are a fault, but
/// <c>count</c> and <c>distinct</c> take any. Of no values <c>count</c> and <c>sum</c> are 0, <c>distinct</c> is an empty list, the
/// others are faults. Immutable, thread-safe.
/// </remarks>
internal static class AggregateFilters
{
    private const string Amount = "a number or a duration, like the values";

    /// <summary>The aggregates; of the percentiles those that people ask for.</summary>
    public static ImmutableArray<CallDescription> All { get; } =
    [
        new("min", [], "the smallest of the values", "selected:tracetest.span.duration | min", Amount),
        new("max", [], "the largest of the values", "selected:tracetest.span.duration | max", Amount),
        new("avg", [], "the mean of the values", "selected:tracetest.span.duration | avg", Amount),
        new("sum", [], "the sum of the values", "selected:tracetest.span.duration | sum", Amount),
        new("count", [], "how many values there are", "selected:http.url | count", "a number"),
        new("distinct", [], "the values without repeats", "selected:http.url | distinct", "a list"),
        .. ((int[])[50, 90, 95, 99]).Select(DescribePercentile),
    ];

    /// <summary>The aggregate of a name, percentiles that are not listed included; <see langword="null"/> when there is none.</summary>
    public static CallDescription? Describe(string name) => PercentOf(name) is { } percent
        ? DescribePercentile(percent)
        : All.FirstOrDefault(aggregate => aggregate.Name == name);

    /// <summary>The function of an aggregate there is.</summary>
    public static Func<ImmutableArray<Value>, Evaluated> Prepare(string name) => name switch
    {
        "count" => values => Value.Of(values.Length.ToString(CultureInfo.InvariantCulture), ValueKind.Number),
        "distinct" => values => Value.Of([.. values.DistinctBy(value => value.Text, StringComparer.Ordinal)]),
        "min" => values => Measure(name, values, amounts => amounts[0]),
        "max" => values => Measure(name, values, amounts => amounts[^1]),
        "avg" => values => Measure(name, values, Mean),
        "sum" => values => values.IsEmpty ? Value.Of("0", ValueKind.Number) : Measure(name, values, amounts => amounts.Sum()),
        _ => values => Measure(name, values, amounts => NearestRank(amounts, PercentOf(name) ?? 100)),
    };

    private static CallDescription DescribePercentile(int percent) => new(
        $"p{percent}", [], $"the smallest value that {percent} % of the values do not exceed",
        $"selected:tracetest.span.duration | p{percent}", Amount);

    private static int? PercentOf(string name) =>
        name is ['p', >= '1' and <= '9', ..] && name.Length <= 3
            && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var percent)
            ? percent
            : null;

    /// <summary>Reads the values as amounts of one kind, sorts them and writes what they come to.</summary>
    private static Evaluated Measure(string name, ImmutableArray<Value> values, Func<List<decimal>, decimal> compute)
    {
        if (values.IsEmpty)
        {
            return FilterCatalog.Fault(name, "there are no values");
        }

        var areDurations = values[0].Kind == ValueKind.Duration;
        var amounts = new List<decimal>(values.Length);
        foreach (var value in values)
        {
            if (AmountOf(value, areDurations) is not { } amount)
            {
                return FilterCatalog.Fault(name, WhatIsWrong(value, amounts.Count, areDurations));
            }

            amounts.Add(amount);
        }

        amounts.Sort();
        var result = compute(amounts);
        return areDurations
            ? Value.Of(decimal.Truncate(result).ToString("0", CultureInfo.InvariantCulture), ValueKind.Duration)
            : Value.Of(result.ToString("0.############################", CultureInfo.InvariantCulture), ValueKind.Number);
    }

    private static decimal? AmountOf(Value value, bool isDuration) => isDuration != (value.Kind == ValueKind.Duration) ? null
        : isDuration ? Durations.TryParse(value.Text)
        : DecimalText.TryParse(value.Text) is not null ? decimal.Parse(value.Text, CultureInfo.InvariantCulture)
        : null;

    private static string WhatIsWrong(Value value, int index, bool areDurations) => value.Kind switch
    {
        ValueKind.Duration when !areDurations => $"value {index + 1}, `{value.Text}`, is a duration, those before it are numbers",
        ValueKind.Number when areDurations => $"value {index + 1}, `{value.Text}`, is a number, those before it are durations",
        _ => $"value {index + 1}, `{value.Text}`, is neither a number nor a duration of at most 64 bits",
    };

    /// <summary>To six decimals, as a third has no end.</summary>
    private static decimal Mean(List<decimal> amounts) => decimal.Round(amounts.Sum() / amounts.Count, 6);

    private static decimal NearestRank(List<decimal> amounts, int percent) =>
        amounts[(int)((((long)percent * amounts.Count) + 99) / 100) - 1];
}
