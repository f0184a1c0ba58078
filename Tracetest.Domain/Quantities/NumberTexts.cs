namespace Tracetest.Domain.Quantities;

/// <summary>Numbers as the language writes them: digits, perhaps a point and digits.</summary>
internal static class NumberTexts
{
    /// <summary>How many characters at the start of a text are a number; 0 for none.</summary>
    public static int PrefixLength(ReadOnlySpan<char> text)
    {
        var whole = DigitCount(text);
        if (whole == 0 || whole == text.Length || text[whole] != '.')
        {
            return whole;
        }

        var fraction = DigitCount(text[(whole + 1)..]);
        return fraction == 0 ? whole : whole + 1 + fraction;
    }

    private static int DigitCount(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
