using System.Globalization;

namespace Tracetest.Web.Components.Elements;

/// <summary>Times and durations as people read them.</summary>
public static class TimeText
{
    /// <summary>Three significant digits and a unit, e.g. <c>94.2 ms</c>, <c>1.84 s</c>, <c>3 min 5 s</c>.</summary>
    public static string Duration(TimeSpan duration) => Duration(duration.Ticks * 100);

    /// <inheritdoc cref="Duration(TimeSpan)"/>
    /// <param name="nanoseconds">At least 0.</param>
    public static string Duration(long nanoseconds) => nanoseconds switch
    {
        < 1_000 => Number(nanoseconds, "ns"),
        < 999_500 => Number(nanoseconds / 1e3, "µs"),
        < 999_500_000 => Number(nanoseconds / 1e6, "ms"),
        < 60_000_000_000 => Number(nanoseconds / 1e9, "s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 60_000_000_000} min {nanoseconds / 1_000_000_000 % 60} s"),
    };

    /// <summary>How long ago something was, e.g. <c>2 min ago</c>; the date from a week on.</summary>
    public static string Ago(DateTimeOffset then, DateTimeOffset now) => (now - then) switch
    {
        { TotalSeconds: < 10 } => "just now",
        { TotalSeconds: < 60 } past => $"{(int)past.TotalSeconds} s ago",
        { TotalMinutes: < 60 } past => $"{(int)past.TotalMinutes} min ago",
        { TotalHours: < 24 } past => $"{(int)past.TotalHours} h ago",
        { TotalHours: < 48 } => "yesterday",
        { TotalDays: < 7 } past => $"{(int)past.TotalDays} days ago",
        _ => then.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture),
    };

    /// <summary>A moment in full, in UTC.</summary>
    public static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("d MMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    private static string Number(double value, string unit)
    {
        var format = value switch { >= 99.95 => "0", >= 9.995 => "0.#", _ => "0.##" };
        return value.ToString(format, CultureInfo.InvariantCulture) + " " + unit;
    }
}
