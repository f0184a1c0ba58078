using System.Diagnostics;

namespace Tracetest.Benchmarks;

/// <summary>Times one piece of work at several sizes and says how its cost grows.</summary>
internal static class Growth
{
    private static readonly TimeSpan ShortestSample = TimeSpan.FromMilliseconds(20);

    /// <summary>Milliseconds per call; small work is repeated until the clock can tell.</summary>
    public static double Milliseconds(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        var calls = 0;
        do
        {
            work();
            calls++;
        }
        while (Stopwatch.GetElapsedTime(start) < ShortestSample);

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / calls;
    }

    /// <summary>The slope of the line through log cost over log size: 1 is linear, 2 quadratic.</summary>
    public static double Slope(IReadOnlyCollection<(int Size, double Cost)> points)
    {
        var (x, y) = (points.Average(point => Math.Log(point.Size)), points.Average(point => Math.Log(point.Cost)));
        return points.Sum(point => (Math.Log(point.Size) - x) * (Math.Log(point.Cost) - y))
            / points.Sum(point => (Math.Log(point.Size) - x) * (Math.Log(point.Size) - x));
    }
}
