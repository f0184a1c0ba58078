using System.Globalization;
using System.Text.RegularExpressions;

namespace Tracetest.Domain.Polling;

/// <summary>Durations as Go writes them: <c>10m</c>, <c>1m30s</c>, <c>500ms</c>, <c>1.5h</c>, <c>0</c>.</summary>
public static partial class GoDuration
{
    private const double LongestSeconds = 3_000_000_000;

    /// <summary>Reads a duration of at least zero and at most some 95 years; a number without a unit is none, except 0.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text == "0")
        {
            return true;
        }

        if (text.Length > 60 || !Whole().IsMatch(text))
        {
            return false;
        }

        var seconds = Parts().Matches(text).Sum(part => Number(part.Groups["number"].ValueSpan) * Seconds(part.Groups["unit"].Value));
        if (seconds > LongestSeconds)
        {
            return false;
        }

        duration = TimeSpan.FromSeconds(seconds);
        return true;
    }

    /// <summary>The same duration in as few words as this needs, such as <c>1m30s</c>; nothing below a microsecond.</summary>
    public static string Format(TimeSpan duration)
    {
        var (minutes, rest) = Math.DivRem(duration.Ticks, TimeSpan.TicksPerMinute);
        var seconds = rest / (decimal)TimeSpan.TicksPerSecond;
        return (minutes, seconds) switch
        {
            (_, 0) when minutes > 0 => string.Create(CultureInfo.InvariantCulture, $"{minutes}m"),
            (0, < 1) when seconds > 0 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0.####}ms"),
            (0, _) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#######}s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{minutes}m{seconds:0.#######}s"),
        };
    }

    private static double Number(ReadOnlySpan<char> text) =>
        double.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static double Seconds(string unit) => unit switch
    {
        "h" => 3600,
        "m" => 60,
        "s" => 1,
        "ms" => 1e-3,
        "ns" => 1e-9,
        _ => 1e-6, // us, in three spellings
    };

    [GeneratedRegex(@"^((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$", RegexOptions.NonBacktracking)]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<number>[\d.]+)(?<unit>ns|us|µs|μs|ms|s|m|h)", RegexOptions.NonBacktracking)]
    private static partial Regex Parts();
}
