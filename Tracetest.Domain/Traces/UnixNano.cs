using System.Globalization;

namespace Tracetest.Domain.Traces;

/// <summary>Nanoseconds since the Unix epoch, as OTLP counts time.</summary>
/// <remarks>
/// Span times stay whole nanoseconds in a <see cref="long"/>: the ticks of <see cref="DateTimeOffset"/> are 100 ns and
/// would change what an assertion sees.
/// </remarks>
public static class UnixNano
{
    private const long PerSecond = 1_000_000_000;
    private const long PerTick = 100;

    /// <summary>Nanoseconds of a wall-clock time, exact to the 100 ns it holds.</summary>
    public static long From(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * PerTick;

    /// <summary>The wall-clock time, cut to 100 ns.</summary>
    public static DateTimeOffset ToDateTimeOffset(long unixNano) => DateTimeOffset.UnixEpoch.AddTicks(unixNano / PerTick);

    /// <summary>RFC 3339 in UTC with as many decimals as needed, up to nine: <c>2024-05-06T07:08:09.12Z</c>.</summary>
    public static string ToRfc3339(long unixNano)
    {
        var (seconds, rest) = Math.DivRem(unixNano, PerSecond);
        if (rest < 0)
        {
            (seconds, rest) = (seconds - 1, rest + PerSecond);
        }

        var whole = DateTimeOffset.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        var decimals = rest == 0 ? "" : "." + rest.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');
        return whole + decimals + "Z";
    }
}
