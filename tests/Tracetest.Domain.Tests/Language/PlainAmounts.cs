using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Tracetest.Domain.Tests.Language;

/// <summary>Durations and numbers as spec language 7 says.</summary>
internal static class PlainAmounts
{
    private static readonly Regex Duration = new(@"^([0-9]+(?:\.[0-9]+)?)(ns|us|ms|s|m|h)\z", RegexOptions.CultureInvariant);
    private static readonly Regex Number = new(@"^[0-9]+(\.[0-9]+)?\z", RegexOptions.CultureInvariant);
    private static readonly Regex Whole = new(@"^[+-]?[0-9]+\z", RegexOptions.CultureInvariant);
    private static readonly Regex Decimal = new(@"^[+-]?[0-9]+(\.[0-9]+)?\z", RegexOptions.CultureInvariant);
    private static readonly Regex Float = new(@"^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant);

    public static bool IsDuration(string text) => Duration.IsMatch(text);

    public static bool IsNumber(string text) => Number.IsMatch(text);

    /// <summary>7.1; nothing for what is no amount or beyond 64 bits.</summary>
    public static long? Nanoseconds(string text)
    {
        if (Duration.Match(text) is { Success: true } match)
        {
            var nanoseconds = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * UnitOf(match.Groups[2].Value);
            return nanoseconds < 9_223_372_036_854_775_808.0 ? (long)nanoseconds : null;
        }

        return Whole.IsMatch(text) ? To64Bits(BigInteger.Parse(text, CultureInfo.InvariantCulture)) : null;
    }

    /// <summary>7.2.</summary>
    public static string Format(long nanoseconds)
    {
        return nanoseconds switch
        {
            <= 0 => "0ns",
            < 1_000 => Join(nanoseconds, "ns"),
            < 1_000_000 => Join(DivideToEven(nanoseconds, 1_000), "us"),
            < 1_000_000_000 => Join(DivideToEven(nanoseconds, 1_000_000), "ms"),
            _ => FormatSeconds(nanoseconds / 1e9),
        };
    }

    /// <summary>7.3: what is shown, read again; an amount that rounding carries beyond 64 bits stays as it is.</summary>
    public static long Round(long nanoseconds) => Nanoseconds(Format(nanoseconds)) ?? nanoseconds;

    /// <summary>A decimal of spec language 6 and 13, row 10; nothing when its whole part is beyond 64 bits.</summary>
    public static BigInteger? ToOrder(string text)
    {
        if (!Decimal.IsMatch(text) || To64Bits(BigInteger.Parse(text.Split('.')[0], CultureInfo.InvariantCulture)) is null)
        {
            return null;
        }

        return Scale(text);
    }

    /// <summary>A decimal times 10 to the 40th.</summary>
    public static BigInteger Scale(string text)
    {
        var parts = text.Split('.');
        var fraction = parts.Length > 1 ? parts[1] : "";
        return BigInteger.Parse(parts[0] + fraction.PadRight(40, '0'), CultureInfo.InvariantCulture);
    }

    /// <summary>What selectors compare: a number with an optional exponent, or a duration's nanoseconds.</summary>
    public static decimal? Exact(string text)
    {
        if (IsDuration(text))
        {
            return Nanoseconds(text);
        }

        return Float.IsMatch(text) ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : null;
    }

    private static double UnitOf(string unit) => unit switch
    {
        "ns" => 1,
        "us" => 1_000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        "m" => 60_000_000_000,
        _ => 3_600_000_000_000,
    };

    private static long? To64Bits(BigInteger number) => number >= long.MinValue && number <= long.MaxValue ? (long)number : null;

    private static string Join(long number, string unit) => number.ToString(CultureInfo.InvariantCulture) + unit;

    private static long DivideToEven(long amount, long unit)
    {
        var (whole, rest) = (amount / unit, amount % unit);
        return rest * 2 > unit || (rest * 2 == unit && whole % 2 == 1) ? whole + 1 : whole;
    }

    private static string FormatSeconds(double seconds)
    {
        if (seconds < 60)
        {
            return Write(seconds, "s");
        }

        return seconds / 60 < 60 ? Write(seconds / 60, "m") : Write(seconds / 60 / 60, "h");
    }

    private static string Write(double amount, string unit) =>
        amount.ToString(Math.Floor(amount) == amount ? "F0" : "F1", CultureInfo.InvariantCulture) + unit;
}
