using Tracetest.Domain.Expressions;
using Tracetest.Domain.Quantities;

namespace Tracetest.Domain.Assertions;

/// <summary>A length of time as it is compared: rounded to what is shown.</summary>
/// <param name="Nanoseconds">The rounded amount.</param>
/// <remarks>Source: spec language 7.3.</remarks>
internal readonly record struct RoundedDuration(long Nanoseconds)
{
    /// <summary>As it is reported.</summary>
    public string Text => Durations.Format(Nanoseconds);

    /// <summary>Reads a duration, or a number of nanoseconds; <see langword="null"/> for what is no amount.</summary>
    public static RoundedDuration? Of(Value value)
    {
        if (!value.IsSingle)
        {
            return null;
        }

        var text = value.Text;
        var point = value.IsNumber ? text.IndexOf('.', StringComparison.Ordinal) : -1;
        return Durations.TryParse(point < 0 ? text : text[..point]) is { } nanoseconds
            ? new RoundedDuration(Durations.Round(nanoseconds))
            : null;
    }
}
