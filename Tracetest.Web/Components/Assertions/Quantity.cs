using System.Globalization;
using Tracetest.Web.Components.Elements;

namespace Tracetest.Web.Components.Assertions;

/// <summary>A number as assertions report it, with or without a unit of time.</summary>
/// <param name="Value">In nanoseconds for a duration.</param>
/// <param name="IsDuration">Whether a unit of time was given.</param>
public readonly record struct Quantity(double Value, bool IsDuration)
{
    private static readonly (string Suffix, double Nanoseconds)[] Units =
        [("ns", 1), ("us", 1e3), ("µs", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 60e9), ("h", 3600e9)];

    /// <summary>For people.</summary>
    public string Text => IsDuration ? TimeText.Duration((long)Math.Min(Value, 9e18)) : Value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>Reads e.g. <c>80ms</c> or <c>200</c>.</summary>
    public static bool TryParse(string text, out Quantity quantity)
    {
        foreach (var (suffix, nanoseconds) in Units)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal) && TryNumber(text[..^suffix.Length], out var duration))
            {
                quantity = new Quantity(duration * nanoseconds, true);
                return true;
            }
        }

        var isNumber = TryNumber(text, out var number);
        quantity = new Quantity(number, false);
        return isNumber;
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
