namespace Tracetest.Domain.Quantities;

/// <summary>A decimal number compared digit by digit, so that no precision is lost.</summary>
/// <param name="Whole">The part before the point.</param>
/// <param name="IsNegative">Told apart from <paramref name="Whole"/> for the sake of <c>-0.5</c>.</param>
/// <param name="Fraction">The digits after the point, without zeros at the end.</param>
internal readonly record struct DecimalText(long Whole, bool IsNegative, string Fraction) : IComparable<DecimalText>
{
    /// <summary>Reads an optional sign, digits, and perhaps a point and digits; the whole part must fit 64 bits.</summary>
    public static DecimalText? TryParse(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var fraction = point < 0 ? "" : text[(point + 1)..];
        var isSound = point < 0 || (point > 0 && char.IsAsciiDigit(text[point - 1]) && fraction.Length > 0 && fraction.All(char.IsAsciiDigit));
        var whole = point < 0 ? text : text[..point];
        return isSound && NumberTexts.ParseWhole(whole) is { } number
            ? new DecimalText(number, whole.StartsWith('-'), fraction.TrimEnd('0'))
            : null;
    }

    /// <inheritdoc/>
    public int CompareTo(DecimalText other)
    {
        if (Whole != other.Whole)
        {
            return Whole.CompareTo(other.Whole);
        }

        // Only around zero can equal whole parts have different signs.
        return SignedFraction == 0 && other.SignedFraction == 0 ? 0
            : SignedFraction != other.SignedFraction ? SignedFraction.CompareTo(other.SignedFraction)
            : SignedFraction * string.CompareOrdinal(Fraction, other.Fraction);
    }

    private int SignedFraction => Fraction.Length == 0 ? 0 : IsNegative ? -1 : 1;
}
