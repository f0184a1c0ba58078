using System.Globalization;

namespace Tracetest.Benchmarks;

/// <summary>What a ratio shall be. A target counts as missed for good only when every round lies beyond it by a fifth.</summary>
internal sealed record Target(double Limit, bool IsUpper)
{
    private const double Tolerance = 0.2;

    public static Target AtMost(double limit) => new(limit, true);

    public static Target AtLeast(double limit) => new(limit, false);

    public bool IsMet(Interval ratio) => IsUpper ? ratio.Median <= Limit : ratio.Median >= Limit;

    public bool IsMissedThroughout(Interval ratio) => IsUpper
        ? ratio.Min > Limit * (1 + Tolerance)
        : ratio.Max < Limit * (1 - Tolerance);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsUpper ? "<=" : ">=")} {Limit:0.##}");
}
