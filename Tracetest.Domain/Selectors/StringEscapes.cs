using System.Text;

namespace Tracetest.Domain.Selectors;

/// <summary>The escapes of strings: <c>\a \b \f \n \r \t \v \\ \" \ooo \xhh \uhhhh \Uhhhhhhhh</c>.</summary>
internal static class StringEscapes
{
    private const string Letters = "abfnrtv\\\"";
    private const string Meanings = "\a\b\f\n\r\t\v\\\"";

    /// <summary>Reads the escape whose backslash stands at an index.</summary>
    /// <returns>What it means; <see langword="null"/> when it is none.</returns>
    public static string? Read(string text, int index, out int length)
    {
        var letter = index + 1 < text.Length ? text[index + 1] : '\0';
        if (Letters.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var known)
        {
            length = 2;
            return Meanings[known].ToString();
        }

        var (prefix, digits, radix) = letter switch
        {
            'x' => (2, 2, 16),
            'u' => (2, 4, 16),
            'U' => (2, 8, 16),
            >= '0' and <= '7' => (1, 3, 8),
            _ => (0, 0, 0),
        };
        length = prefix + digits;
        return prefix == 0 ? null : ReadNumber(text, index + prefix, digits, radix);
    }

    /// <summary>Where in a string with quotes and escapes a character of its decoded text stands.</summary>
    /// <param name="text">The text that holds the string.</param>
    /// <param name="start">Position of the opening quote.</param>
    /// <param name="decoded">Index in the decoded text.</param>
    public static int Locate(string text, int start, int decoded)
    {
        var index = start + 1;
        while (decoded > 0 && index < text.Length)
        {
            var length = 1;
            var meaning = text[index] == '\\' ? Read(text, index, out length) : "c";
            index += meaning is null ? 1 : length;
            decoded -= meaning?.Length ?? 1;
        }

        return Math.Min(index, text.Length);
    }

    private static string? ReadNumber(string text, int start, int digits, int radix)
    {
        if (start + digits > text.Length)
        {
            return null;
        }

        long value = 0;
        foreach (var c in text.AsSpan(start, digits))
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix)
            {
                return null;
            }

            value = (value * radix) + digit;
        }

        return value <= (radix == 8 ? 255 : 0x10FFFF) && Rune.IsValid((int)value) ? new Rune((int)value).ToString() : null;
    }
}
