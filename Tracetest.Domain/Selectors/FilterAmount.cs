using System.Globalization;
using Tracetest.Domain.Quantities;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Selectors;

/// <summary>A number or a duration, compared exactly: no digit is lost, however many there are.</summary>
/// <remarks>A duration is its whole nanoseconds, so opposite a duration a plain number counts nanoseconds.</remarks>
internal readonly struct FilterAmount : IComparable<FilterAmount>
{
    private readonly long _whole;
    private readonly ExactNumber? _exact;

    private FilterAmount(long whole) => _whole = whole;

    private FilterAmount(ExactNumber exact) => _exact = exact;

    /// <summary>The amount an attribute holds; <see langword="null"/> when it is none.</summary>
    public static FilterAmount? Of(AttributeValue value) =>
        value.Type == AttributeType.Integer ? new FilterAmount(value.AsInteger) : TryParse(value.ToText());

    /// <summary>Reads digits with an optional sign, point and exponent, or a number with a unit of time.</summary>
    public static FilterAmount? TryParse(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return new FilterAmount(whole);
        }

        if (Durations.IsDuration(text))
        {
            return Durations.TryParse(text) is { } nanoseconds ? new FilterAmount(nanoseconds) : null;
        }

        return ExactNumber.TryParse(text) is { } exact ? new FilterAmount(exact) : null;
    }

    /// <inheritdoc/>
    public int CompareTo(FilterAmount other) =>
        _exact is null && other._exact is null ? _whole.CompareTo(other._whole) : Exact.CompareTo(other.Exact);

    private ExactNumber Exact => _exact ?? ExactNumber.Of(_whole);

    /// <summary>A number as its digits, the first and the last of them not zero, and the place of the first.</summary>
    private sealed class ExactNumber : IComparable<ExactNumber>
    {
        private readonly int _sign;
        private readonly long _magnitude;
        private readonly string _digits;

        private ExactNumber(int sign, long magnitude, string digits) => (_sign, _magnitude, _digits) = (sign, magnitude, digits);

        public static ExactNumber Of(long whole) => TryParse(whole.ToString(CultureInfo.InvariantCulture))!;

        public static ExactNumber? TryParse(string text)
        {
            var start = text.StartsWith('-') || text.StartsWith('+') ? 1 : 0;
            var end = text.AsSpan(start).IndexOfAny('e', 'E') is >= 0 and var at ? start + at : text.Length;
            long exponent = 0;
            if (end < text.Length && !TryReadExponent(text.AsSpan(end + 1), out exponent))
            {
                return null;
            }

            var mantissa = text.AsSpan(start, end - start);
            var point = mantissa.IndexOf('.');
            var whole = point < 0 ? mantissa : mantissa[..point];
            var digits = point < 0 ? whole.ToString() : string.Concat(whole, mantissa[(point + 1)..]);
            return digits.Length > 0 && digits.All(char.IsAsciiDigit)
                ? Normalised(text.StartsWith('-') ? -1 : 1, whole.Length + exponent, digits)
                : null;
        }

        public int CompareTo(ExactNumber? other)
        {
            if (other is null || _sign != other._sign)
            {
                return _sign.CompareTo(other?._sign ?? 0);
            }

            var byMagnitude = _magnitude.CompareTo(other._magnitude);
            return _sign * (byMagnitude != 0 ? byMagnitude : string.CompareOrdinal(_digits, other._digits));
        }

        private static ExactNumber Normalised(int sign, long magnitude, string digits)
        {
            var trimmed = digits.TrimStart('0');
            return trimmed.Length == 0
                ? new ExactNumber(0, 0, "")
                : new ExactNumber(sign, magnitude - (digits.Length - trimmed.Length), trimmed.TrimEnd('0'));
        }

        /// <summary>Exponents of more than nine digits are no amount anybody sends.</summary>
        private static bool TryReadExponent(ReadOnlySpan<char> text, out long exponent)
        {
            exponent = 0;
            return text.Length <= 10 && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent);
        }
    }
}
