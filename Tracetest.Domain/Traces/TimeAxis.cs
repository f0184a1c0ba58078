using System.Collections.Immutable;
using System.Globalization;

namespace Tracetest.Domain.Traces;

/// <summary>A mark on the axis of a waterfall.</summary>
/// <param name="Fraction">Where in the window, from 0 to 1.</param>
/// <param name="Label">The time since the trace began; the first label carries the unit.</param>
public readonly record struct TimeTick(double Fraction, string Label);

/// <summary>Round marks for a window of time.</summary>
/// <remarks>Pure and thread-safe.</remarks>
public static class TimeAxis
{
    /// <summary>The most marks an axis gets.</summary>
    public const int MaxTicks = 7;

    private static readonly ImmutableArray<double> RoundSteps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

    /// <summary>Marks at round times since the origin. A window of the whole trace gets five to seven.</summary>
    /// <param name="window">What is shown.</param>
    /// <param name="origin">The moment that counts as zero, in nanoseconds since the Unix epoch.</param>
    public static ImmutableArray<TimeTick> Ticks(TimeWindow window, long origin)
    {
        var (unit, suffix) = UnitOf(window.Length);
        var step = StepOf(window.Length / unit);
        var from = ((double)window.Start - origin) / unit;
        var ticks = ImmutableArray.CreateBuilder<TimeTick>();
        var first = Math.Ceiling(from / step - 1e-9);
        for (var i = 0; i <= MaxTicks; i++)
        {
            var at = (first + i) * step;
            var fraction = (at - from) * unit / window.Length;
            if (fraction > 1 + 1e-9 || ticks.Count == MaxTicks)
            {
                break;
            }

            var label = at.ToString("0.###", CultureInfo.InvariantCulture);
            ticks.Add(new TimeTick(Math.Clamp(fraction, 0, 1), i == 0 ? $"{label} {suffix}" : label));
        }

        return ticks.ToImmutable();
    }

    private static (double Nanoseconds, string Suffix) UnitOf(double length) => length switch
    {
        >= 2e9 => (1e9, "s"),
        >= 2e6 => (1e6, "ms"),
        >= 2e3 => (1e3, "µs"),
        _ => (1, "ns"),
    };

    /// <summary>The smallest round step of which less than <see cref="MaxTicks"/> fit in.</summary>
    private static double StepOf(double length)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(length / MaxTicks)));
        return RoundSteps.Select(round => round * power).First(step => length / step < MaxTicks);
    }
}
