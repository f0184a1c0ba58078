using System.Globalization;
using System.Text;

namespace Tracetest.Domain.Patterns;

/// <summary>Reads what a backslash begins, within classes and outside.</summary>
internal static class PatternEscapes
{
    private const string Letters = "aftnrv";
    private const string Meanings = "\a\f\t\n\r\v";

    /// <summary>Reads an escaped character, its backslash being next.</summary>
    /// <returns>The code point; <see langword="null"/> after noting a fault.</returns>
    public static int? ReadCharacter(PatternScanner scanner)
    {
        var start = scanner.Index++;
        if (scanner.IsAtEnd)
        {
            scanner.FailFrom(start, "a character after the backslash", @"for a backslash write `\\`");
            return null;
        }

        var c = scanner.Current;
        if (c == 'x')
        {
            return ReadHexadecimal(scanner, start);
        }

        if (c == '0' || (c is >= '1' and <= '7' && scanner.Peek(1) is >= '0' and <= '7'))
        {
            return ReadOctal(scanner);
        }

        var rune = scanner.TakeRune();
        if (Letters.IndexOf(c, StringComparison.Ordinal) is >= 0 and var letter)
        {
            return Meanings[letter];
        }

        if (rune < 128 && !char.IsAsciiLetterOrDigit(c))
        {
            return rune;
        }

        scanner.FailFrom(start, "an escape of the RE2 dialect", HintFor(c));
        return null;
    }

    /// <summary>Reads <c>\d \D \s \S \w \W \pL \PL \p{Name} \P{Name}</c>, if one of them is next.</summary>
    /// <param name="scanner">Where.</param>
    /// <param name="ignoresCase">Whether everything that differs from a member in case only belongs to the class.</param>
    /// <param name="set">The class; <see langword="null"/> after noting a fault.</param>
    /// <returns>Whether one is next.</returns>
    public static bool TryReadClass(PatternScanner scanner, bool ignoresCase, out RuneSet? set)
    {
        set = null;
        var letter = scanner.Current == '\\' ? scanner.Peek(1) : '\0';
        if (letter is 'p' or 'P')
        {
            set = ReadUnicodeClass(scanner, ignoresCase);
            return true;
        }

        if (!char.IsAsciiLetter(letter) || RuneClasses.OfLetter(char.ToLowerInvariant(letter)) is not { } known)
        {
            return false;
        }

        scanner.Index += 2;
        set = RuneClasses.Variant(known, ignoresCase, char.IsAsciiLetterUpper(letter));
        return true;
    }

    private static RuneSet? ReadUnicodeClass(PatternScanner scanner, bool ignoresCase)
    {
        var start = scanner.Index;
        var isNegated = scanner.Peek(1) == 'P';
        scanner.Index += 2;
        var name = scanner.IsAtEnd ? ""
            : scanner.TryTake("{") ? scanner.TakeUpTo("}")
            : new Rune(scanner.TakeRune()).ToString();
        if (name is null)
        {
            scanner.FailFrom(start, "`}` after the name of the class");
            return null;
        }

        var isInverted = name.StartsWith('^');
        var plain = isInverted ? name[1..] : name;
        if (RuneClasses.OfUnicodeName(plain) is { } known)
        {
            return RuneClasses.Variant(known, ignoresCase, isNegated != isInverted);
        }

        scanner.FailFrom(start, @"a class such as `\pL`, `\p{Lu}` or `\p{Greek}`", plain, RuneClasses.UnicodeNames);
        return null;
    }

    /// <summary><c>\x41</c> or <c>\x{1F600}</c>.</summary>
    private static int? ReadHexadecimal(PatternScanner scanner, int start)
    {
        scanner.Index++;
        var digits = scanner.TryTake("{") ? scanner.TakeUpTo("}") : TakeTwo(scanner);
        if (digits is { Length: > 0 and <= 16 } && digits.All(char.IsAsciiHexDigit)
            && long.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) is >= 0 and <= 0x10ffff and var code)
        {
            return (int)code;
        }

        scanner.FailFrom(start, @"two hexadecimal digits, or a code point in braces, at most `\x{10FFFF}`");
        return null;
    }

    private static string TakeTwo(PatternScanner scanner)
    {
        var start = scanner.Index;
        scanner.Index += char.IsAsciiHexDigit(scanner.Current) ? 1 : 0;
        scanner.Index += char.IsAsciiHexDigit(scanner.Current) && scanner.Index > start ? 1 : 0;
        return scanner.Index == start + 2 ? scanner.TextFrom(start) : "";
    }

    private static int ReadOctal(PatternScanner scanner)
    {
        var code = 0;
        for (var count = 0; count < 3 && scanner.Current is >= '0' and <= '7'; count++)
        {
            code = (code * 8) + (scanner.Current - '0');
            scanner.Index++;
        }

        return code;
    }

    private static string HintFor(char c) => c switch
    {
        'Z' => @"write `\z` for the end of the text",
        'u' or 'U' => @"write `\x{61}` for a code point",
        >= '1' and <= '9' => "RE2 has no back-references",
        'k' or 'g' => "RE2 has no back-references",
        'e' => @"write `\x1B`",
        'h' => @"write `[[:blank:]]`",
        'N' => @"write `[^\n]`",
        'E' => @"`\E` ends what `\Q` begins",
        'd' or 'D' or 's' or 'S' or 'w' or 'W' or 'p' or 'P' => "a range ends with a character, not with a class",
        'b' or 'B' or 'A' or 'z' or 'Q' => "it has no meaning within a class",
        _ when char.IsAscii(c) => "RE2 has no such escape",
        _ => "only ASCII punctuation needs a backslash",
    };
}
