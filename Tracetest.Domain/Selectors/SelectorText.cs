using System.Globalization;
using System.Text;

namespace Tracetest.Domain.Selectors;

/// <summary>Writes names and strings as selectors write them.</summary>
internal static class SelectorText
{
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A property, in quotes if it needs them.</summary>
    public static string Name(string property) => IsPlainName(property) ? property : Quote(property);

    /// <summary>Whether a property can be written without quotes: words with points between them.</summary>
    public static bool IsPlainName(string property)
    {
        var isFirst = true;
        foreach (var rune in property.EnumerateRunes())
        {
            var isSound = isFirst ? IsWordStart(rune) : IsWordPart(rune) || rune.Value == '.';
            if (!isSound)
            {
                return false;
            }

            isFirst = rune.Value == '.';
        }

        return !isFirst;
    }

    /// <summary>Whether a property's first word reads as a value after a value.</summary>
    public static bool StartsWithTruth(string property) => property.Split('.', 2)[0] is "true" or "false";

    public static bool IsWordStart(Rune rune) => rune.Value == '_' || Rune.IsLetter(rune);

    public static bool IsWordPart(Rune rune) => IsWordStart(rune) || Rune.IsDigit(rune);
}
