using System.Globalization;

namespace Tracetest.Benchmarks;

/// <summary>The middle and the ends of what several rounds gave.</summary>
internal readonly record struct Interval(double Median, double Min, double Max)
{
    public static Interval Of(IReadOnlyCollection<double> values)
    {
        var sorted = values.Order().ToArray();
        return new(sorted[sorted.Length / 2], sorted[0], sorted[^1]);
    }

    public static Interval Exactly(double value) => new(value, value, value);

    public override string ToString() => Min == Max
        ? Text(Median)
        : $"{Text(Median)} ({Text(Min)}-{Text(Max)})";

    private static string Text(double value) =>
        value.ToString(Math.Abs(value) >= 100 ? "N0" : Math.Abs(value) >= 10 ? "N1" : "N2", CultureInfo.InvariantCulture);
}
