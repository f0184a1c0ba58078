using System.Globalization;

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

    /// <summary>Reads an optional sign and digits, and nothing else, of at most 64 bits.</summary>
    /// <remarks>What .NET reads, but for the NULs it lets stand behind a number.</remarks>
    public static long? ParseWhole(ReadOnlySpan<char> text) =>
        !text.EndsWith('\0') && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static int DigitCount(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
