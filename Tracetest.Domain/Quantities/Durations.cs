using System.Globalization;

namespace Tracetest.Domain.Quantities;

/// <summary>Durations as the language reads and shows them; all amounts are whole nanoseconds.</summary>
/// <remarks>Source: spec language 7.</remarks>
public static class Durations
{
    /// <summary>Reads a number with unit (fractions of a nanosecond are cut off) or digits with an optional sign.</summary>
    /// <returns><see langword="null"/> for any other text, and for amounts beyond 64 bits.</returns>
    public static long? TryParse(string text)
    {
        if (!IsDuration(text))
        {
            return NumberTexts.ParseWhole(text);
        }

        var length = NumberTexts.PrefixLength(text);
        var amount = double.Parse(text.AsSpan(0, length), CultureInfo.InvariantCulture) * (text[length..] switch
        {
            "ns" => 1.0,
            "us" => 1e3,
            "ms" => 1e6,
            "s" => 1e9,
            "m" => 60e9,
            _ => 3600e9,
        });
        return amount < long.MaxValue ? (long)amount : null;
    }

    /// <summary>Whether a text is a number with a unit and nothing else.</summary>
    public static bool IsDuration(string text)
    {
        var length = NumberTexts.PrefixLength(text);
        return length > 0 && text.AsSpan(length) is "ns" or "us" or "ms" or "s" or "m" or "h";
    }

    /// <summary>
    /// The amount as people read it: whole <c>ns</c>, <c>us</c> or <c>ms</c>; from a second up <c>s</c>, <c>m</c> or <c>h</c> with one
    /// decimal unless whole. Ties go to the even digit; rounding never changes the unit; nothing and less is <c>0ns</c>.
    /// </summary>
    public static string Format(long nanoseconds)
    {
        if (nanoseconds <= 0)
        {
            return "0ns";
        }

        return nanoseconds switch
        {
            < 1_000 => Write(nanoseconds, true, "ns"),
            < 1_000_000 => Write(nanoseconds / 1e3, true, "us"),
            < 1_000_000_000 => Write(nanoseconds / 1e6, true, "ms"),
            _ => FormatSeconds(nanoseconds / 1e9),
        };
    }

    /// <summary>The amount that <see cref="Format"/> shows: what durations are compared by.</summary>
    public static long Round(long nanoseconds) => nanoseconds switch
    {
        <= 0 => 0,
        < 1_000 => nanoseconds,
        < 1_000_000 => (long)Math.Round(nanoseconds / 1e3) * 1_000,
        < 1_000_000_000 => (long)Math.Round(nanoseconds / 1e6) * 1_000_000,
        _ => TryParse(FormatSeconds(nanoseconds / 1e9)) ?? nanoseconds,
    };

    private static string FormatSeconds(double amount)
    {
        var unit = "s";
        foreach (var larger in (ReadOnlySpan<string>)["m", "h"])
        {
            if (amount >= 60)
            {
                (amount, unit) = (amount / 60, larger);
            }
        }

        return Write(amount, amount == Math.Truncate(amount), unit);
    }

    private static string Write(double amount, bool isWhole, string unit)
    {
        Span<char> buffer = stackalloc char[32];
        return isWhole
            ? string.Create(CultureInfo.InvariantCulture, buffer, $"{amount:F0}{unit}")
            : string.Create(CultureInfo.InvariantCulture, buffer, $"{amount:F1}{unit}");
    }
}
