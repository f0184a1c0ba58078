using System.Globalization;

namespace Tracetest.Web.Components.Assertions;

/// <summary>By how much an observed number misses its limit.</summary>
/// <param name="Limit">What was asked.</param>
/// <param name="Observed">What was seen.</param>
/// <param name="IsOver">Above an upper limit; else below a lower one.</param>
public sealed record Excess(Quantity Limit, Quantity Observed, bool IsOver)
{
    /// <summary>Where on the gauge the limit stands.</summary>
    public const double LimitAt = 0.68;

    /// <summary>Reads both sides of a failed comparison; <see langword="null"/> when it was not one of size.</summary>
    public static Excess? Of(string comparison, string expected, string observed) =>
        comparison is "<" or "<=" or ">" or ">="
        && Quantity.TryParse(expected, out var limit) && Quantity.TryParse(observed, out var actual)
        && limit.IsDuration == actual.IsDuration && limit.Value > 0
            ? new Excess(limit, actual, comparison is "<" or "<=")
            : null;

    /// <summary>E.g. <c>+14.2 ms, 18 % over</c>.</summary>
    public string Text
    {
        get
        {
            if (Observed.Value == Limit.Value)
            {
                return "exactly the limit";
            }

            var gap = new Quantity(Math.Abs(Observed.Value - Limit.Value), Limit.IsDuration);
            var percent = (100 * gap.Value / Limit.Value).ToString("0", CultureInfo.InvariantCulture);
            return $"{(IsOver ? "+" : "−")}{gap.Text}, {percent} % {(IsOver ? "over" : "under")}";
        }
    }

    /// <summary>The observed value's place on the gauge, from 0 to 1.</summary>
    public double ObservedAt => Math.Clamp(LimitAt * Observed.Value / Limit.Value, 0, 1);

    /// <summary>What the right end of the gauge stands for.</summary>
    public Quantity Scale => Limit with { Value = Limit.Value / LimitAt };
}
