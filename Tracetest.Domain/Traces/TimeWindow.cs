namespace Tracetest.Domain.Traces;

/// <summary>The stretch of time a waterfall shows.</summary>
/// <param name="Start">Nanoseconds since the Unix epoch.</param>
/// <param name="End">Nanoseconds since the Unix epoch; MAY equal the start.</param>
public readonly record struct TimeWindow(long Start, long End)
{
    /// <summary>The length in nanoseconds; at least 1, so that it can be divided by.</summary>
    public double Length => Math.Max(1d, (double)End - Start);

    /// <summary>The stretch from the first start to the last end; spans that tell no time do not count.</summary>
    public static TimeWindow Of(IEnumerable<Span> spans)
    {
        var (start, end) = (long.MaxValue, long.MinValue);
        foreach (var span in spans)
        {
            if (span.StartTimeUnixNano > 0)
            {
                start = Math.Min(start, span.StartTimeUnixNano);
                end = Math.Max(end, Math.Max(span.StartTimeUnixNano, span.EndTimeUnixNano));
            }
        }

        return start <= end ? new TimeWindow(start, end) : default;
    }

    /// <summary>Where a moment lies: 0 at the start, 1 at the end, beyond these outside.</summary>
    public double FractionOf(long unixNano) => ((double)unixNano - Start) / Length;

    /// <summary>The part between two fractions of this window, in either order; never shorter than a thousandth of a percent.</summary>
    public TimeWindow Slice(double from, double to)
    {
        const double shortest = 0.00001;
        var low = Math.Clamp(Math.Min(from, to), 0, 1 - shortest);
        var high = Math.Clamp(Math.Max(from, to), low + shortest, 1);
        return new TimeWindow(Start + (long)(low * Length), Start + (long)Math.Ceiling(high * Length));
    }
}
