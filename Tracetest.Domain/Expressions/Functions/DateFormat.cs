using System.Globalization;
using System.Text;

namespace Tracetest.Domain.Expressions.Functions;

/// <summary>Writes times by placeholders such as <c>YYYY-MM-DD</c>.</summary>
/// <remarks>Source: spec language 5; the longest placeholder at a position wins, all other text is copied.</remarks>
internal static class DateFormat
{
    private static readonly (string Placeholder, Func<DateTimeOffset, string> Write)[] Placeholders =
    [
        ("YYYY", time => Custom(time, "yyyy")),
        ("YY", time => Custom(time, "yy")),
        ("MMMM", time => Custom(time, "MMMM")),
        ("MMM", time => Custom(time, "MMM")),
        ("MM", time => Custom(time, "MM")),
        ("M", time => Custom(time, "%M")),
        ("DDDD", time => Custom(time, "dddd")),
        ("DDD", time => Custom(time, "ddd")),
        ("DD", time => Custom(time, "dd")),
        ("D", time => Custom(time, "%d")),
        ("hh", time => Custom(time, "HH")),
        ("h", time => Custom(time, "hh")),
        ("mm", time => Custom(time, "mm")),
        ("ss", time => Custom(time, "ss")),
        ("pm", time => Custom(time, "tt")),
        ("ZZZZ", time => Custom(time, "zzz").Replace(":", "", StringComparison.Ordinal)),
        ("ZZZ", ZoneName),
        ("ZZ", time => Custom(time, "zzz")),
    ];

    /// <summary>Writes a time by a format; an empty one is <c>YYYY-MM-DD hh:mm:ss</c>.</summary>
    public static string Write(DateTimeOffset time, string format)
    {
        format = format.Length == 0 ? "YYYY-MM-DD hh:mm:ss" : format;
        var text = new StringBuilder();
        for (var i = 0; i < format.Length;)
        {
            var (placeholder, write) = Array.Find(
                Placeholders, known => string.CompareOrdinal(format, i, known.Placeholder, 0, known.Placeholder.Length) == 0);
            text.Append(placeholder is null ? format[i].ToString() : write(time));
            i += placeholder?.Length ?? 1;
        }

        return text.ToString();
    }

    /// <summary>RFC 3339 to the second: <c>2024-05-06T07:08:09Z</c>.</summary>
    public static string WriteRfc3339(DateTimeOffset time) =>
        Custom(time, "yyyy-MM-ddTHH:mm:ss") + (time.Offset == TimeSpan.Zero ? "Z" : Custom(time, "zzz"));

    private static string ZoneName(DateTimeOffset time) => time.Offset == TimeSpan.Zero ? "UTC" : Custom(time, "zzz");

    private static string Custom(DateTimeOffset time, string format) => time.ToString(format, CultureInfo.InvariantCulture);
}
