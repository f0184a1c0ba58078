using System.Globalization;
using System.Text;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Patterns;

/// <summary>Character classes of the RE2 dialect as .NET writes them.</summary>
internal static class PatternClass
{
    private const string SurrogatePair = @"[\ud800-\udbff][\udc00-\udfff]";

    private static readonly Dictionary<string, (string Ranges, string Complement)> Named = new()
    {
        ["alnum"] = ("0-9A-Za-z", @"\0-/:-@\[-`{-\ud7ff\ue000-\uffff"),
        ["alpha"] = ("A-Za-z", @"\0-@\[-`{-\ud7ff\ue000-\uffff"),
        ["ascii"] = (@"\0-\x7f", @"\x80-\ud7ff\ue000-\uffff"),
        ["blank"] = (@"\t ", @"\0-\x08\x0a-\x1f!-\ud7ff\ue000-\uffff"),
        ["cntrl"] = (@"\0-\x1f\x7f", @" -~\x80-\ud7ff\ue000-\uffff"),
        ["digit"] = ("0-9", @"\0-/:-\ud7ff\ue000-\uffff"),
        ["graph"] = ("!-~", @"\0- \x7f-\ud7ff\ue000-\uffff"),
        ["lower"] = ("a-z", @"\0-`{-\ud7ff\ue000-\uffff"),
        ["print"] = (" -~", @"\0-\x1f\x7f-\ud7ff\ue000-\uffff"),
        ["punct"] = (@"!-/:-@\[-`{-~", @"\0- 0-9A-Za-z\x7f-\ud7ff\ue000-\uffff"),
        ["space"] = (@"\t-\r ", @"\0-\x08\x0e-\x1f!-\ud7ff\ue000-\uffff"),
        ["upper"] = ("A-Z", @"\0-@\[-\ud7ff\ue000-\uffff"),
        ["word"] = ("0-9A-Za-z_", @"\0-/:-@\[-\^`{-\ud7ff\ue000-\uffff"),
        ["xdigit"] = ("0-9A-Fa-f", @"\0-/:-@G-`g-\ud7ff\ue000-\uffff"),
        ["perl space"] = (@"\t\n\f\r ", @"\0-\x08\x0b\x0e-\x1f!-\ud7ff\ue000-\uffff"),
    };

    /// <summary>Reads <c>[…]</c>.</summary>
    /// <returns>The class, a negated one with the pairs of surrogates as one character; or the fault.</returns>
    public static Parsed<string> Read(string pattern, int start, out int length)
    {
        length = 0;
        var at = start + 1;
        var isNegated = at < pattern.Length && pattern[at] == '^';
        at += isNegated ? 1 : 0;
        var (ranges, pairs) = (new StringBuilder(), new List<string>());
        for (var first = true; at < pattern.Length && (first || pattern[at] != ']'); first = false)
        {
            if (ReadItem(pattern, ref at, ranges, pairs) is { } error)
            {
                return Parsed<string>.Fault(error);
            }
        }

        if (at >= pattern.Length)
        {
            return Parsed<string>.Fault(new Diagnostic(TextRange.Between(start, pattern.Length), "a class without end", "`]`"));
        }

        length = at + 1 - start;
        return Parsed<string>.Of(Compose(ranges.ToString(), pairs, isNegated));
    }

    /// <summary>
    /// A class of .NET would take half a character beyond the basic plane. So classes leave halves out, and pairs of them are offered beside:
    /// all where the class is open upwards, else those it names. A negated class does not tell the ones it names from the rest.
    /// </summary>
    private static string Compose(string ranges, List<string> pairs, bool isNegated)
    {
        var isOpen = ranges.Contains(@"\ue000-\uffff", StringComparison.Ordinal) || ranges.Contains(@"\P{", StringComparison.Ordinal);
        List<string> alternatives = isOpen != isNegated ? [SurrogatePair] : isNegated ? [] : pairs;
        if (ranges.Length > 0)
        {
            alternatives = [.. alternatives, isNegated ? $@"[^{ranges}\ud800-\udfff]" : isOpen ? $@"[{ranges}-[\ud800-\udfff]]" : $"[{ranges}]"];
        }
        else if (isNegated)
        {
            alternatives = [.. alternatives, @"[^\ud800-\udfff]"];
        }

        return alternatives is [var only] && only[0] == '[' && only[^1] == ']' && only.IndexOf(']', StringComparison.Ordinal) == only.Length - 1
            ? only
            : $"(?:{string.Join('|', alternatives)})";
    }

    /// <summary>Reads <c>\d \D \s \S \w \W \pL \p{Name} \PL \P{Name}</c>.</summary>
    public static bool TryReadEscapedClass(string pattern, int index, out string text, out int length)
    {
        text = TryReadEscapedRanges(pattern, index, out var ranges, out length) ? Compose(ranges, [], isNegated: false) : "";
        return length > 0;
    }

    /// <summary>Reads an escaped character.</summary>
    public static bool TryReadCharacter(string pattern, int index, out Rune rune, out int length)
    {
        (rune, length) = (default, 0);
        if (index + 1 >= pattern.Length)
        {
            return false;
        }

        var c = pattern[index + 1];
        const string Letters = "aftnrv";
        const string Meanings = "\a\f\t\n\r\v";
        if (Letters.IndexOf(c, StringComparison.Ordinal) is >= 0 and var letter)
        {
            (rune, length) = (new Rune(Meanings[letter]), 2);
            return true;
        }

        if (c == 'x')
        {
            return TryReadHex(pattern, index, out rune, out length);
        }

        if (char.IsAsciiDigit(c))
        {
            return TryReadOctal(pattern, index, out rune, out length);
        }

        (rune, length) = char.IsAscii(c) && !char.IsAsciiLetter(c) ? (new Rune(c), 2) : (default, 0);
        return length > 0;
    }

    private static bool TryReadHex(string pattern, int index, out Rune rune, out int length)
    {
        (rune, length) = (default, 0);
        var isBraced = index + 2 < pattern.Length && pattern[index + 2] == '{';
        var start = index + (isBraced ? 3 : 2);
        var end = isBraced ? pattern.IndexOf('}', start) : start + 2;
        if (end < 0 || end > pattern.Length || end == start || end - start > 8
            || !int.TryParse(pattern.AsSpan(start, end - start), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || !Rune.IsValid(code))
        {
            return false;
        }

        (rune, length) = (new Rune(code), end + (isBraced ? 1 : 0) - index);
        return true;
    }

    /// <summary><c>\0</c> to <c>\777</c>; a single digit other than 0 would be a back-reference.</summary>
    private static bool TryReadOctal(string pattern, int index, out Rune rune, out int length)
    {
        (rune, length) = (default, 0);
        var (code, at) = (0, index + 1);
        while (at < pattern.Length && at < index + 4 && pattern[at] is >= '0' and <= '7')
        {
            code = (code * 8) + (pattern[at++] - '0');
        }

        if (at == index + 1 || (at == index + 2 && pattern[index + 1] != '0'))
        {
            return false;
        }

        (rune, length) = (new Rune(code), at - index);
        return true;
    }

    private static bool TryReadEscapedRanges(string pattern, int index, out string ranges, out int length)
    {
        (ranges, length) = ("", 0);
        if (index + 1 >= pattern.Length || pattern[index] != '\\')
        {
            return false;
        }

        var c = pattern[index + 1];
        var name = char.ToLowerInvariant(c) switch { 'd' => "digit", 's' => "perl space", 'w' => "word", _ => null };
        if (name is not null && char.IsAscii(c))
        {
            (ranges, length) = (char.IsAsciiLetterUpper(c) ? Named[name].Complement : Named[name].Ranges, 2);
            return true;
        }

        return c is 'p' or 'P' && TryReadCategory(pattern, index, out ranges, out length);
    }

    private static bool TryReadCategory(string pattern, int index, out string ranges, out int length)
    {
        (ranges, length) = ("", 0);
        var start = index + 2;
        if (start >= pattern.Length)
        {
            return false;
        }

        var isBraced = pattern[start] == '{';
        var end = isBraced ? pattern.IndexOf('}', start) : start + 1;
        if (end < 0)
        {
            return false;
        }

        var name = isBraced ? pattern[(start + 1)..end] : pattern[start..end];
        var isNegated = (pattern[index + 1] == 'P') != name.StartsWith('^');
        name = name.TrimStart('^');
        if (name.Length == 0 || !name.All(char.IsAsciiLetter))
        {
            return false;
        }

        // Categories have the same names; scripts exist in .NET only as blocks, and an unknown name is refused by the engine.
        ranges = $"\\{(isNegated ? 'P' : 'p')}{{{(name.Length > 2 ? "Is" + name : name)}}}";
        length = end + (isBraced ? 1 : 0) - index;
        return true;
    }

    private static Diagnostic? ReadItem(string pattern, ref int at, StringBuilder ranges, List<string> pairs)
    {
        if (TryReadNamed(pattern, ref at, ranges, out var error))
        {
            return error;
        }

        if (TryReadEscapedRanges(pattern, at, out var escaped, out var length))
        {
            ranges.Append(escaped);
            at += length;
            return null;
        }

        var start = at;
        if (ReadCharacter(pattern, ref at) is not { } low)
        {
            return new Diagnostic(new TextRange(start, 2), "an escape unknown in a class", "a character or one of `\\d \\w \\s`");
        }

        var high = low;
        if (at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] != ']')
        {
            at++;
            if (ReadCharacter(pattern, ref at) is not { } end || end.Value < low.Value)
            {
                return new Diagnostic(TextRange.Between(start, at), "a range from a larger to a smaller character", "the smaller first");
            }

            high = end;
        }

        AppendRange(ranges, pairs, low, high);
        return null;
    }

    private static bool TryReadNamed(string pattern, ref int at, StringBuilder ranges, out Diagnostic? error)
    {
        error = null;
        var end = pattern.AsSpan(at).StartsWith("[:") ? pattern.IndexOf(":]", at + 2, StringComparison.Ordinal) : -1;
        if (end < 0)
        {
            return false;
        }

        var name = pattern[(at + 2)..end];
        var isNegated = name.StartsWith('^');
        if (!Named.TryGetValue(isNegated ? name[1..] : name, out var known) || name.Contains(' ', StringComparison.Ordinal))
        {
            error = new Diagnostic(TextRange.Between(at, end + 2), $"`[:{name}:]`", "a class such as `[:alpha:]`");
            return true;
        }

        ranges.Append(isNegated ? known.Complement : known.Ranges);
        at = end + 2;
        return true;
    }

    private static Rune? ReadCharacter(string pattern, ref int at)
    {
        if (pattern[at] == '\\')
        {
            var isKnown = TryReadCharacter(pattern, at, out var escaped, out var length);
            at += length;
            return isKnown ? escaped : null;
        }

        if (!Rune.TryGetRuneAt(pattern, at, out var rune))
        {
            rune = Rune.ReplacementChar;
        }

        at += rune.Utf16SequenceLength;
        return rune;
    }

    private static void AppendRange(StringBuilder ranges, List<string> pairs, Rune low, Rune high)
    {
        if (low.IsBmp)
        {
            AppendPlane(ranges, low.Value, Math.Min(high.Value, 0xffff));
            low = new Rune(0x10000);
        }

        if (high.Value >= low.Value)
        {
            AddPairs(pairs, low.ToString(), high.ToString());
        }
    }

    /// <summary>A range of the basic plane, which has a gap where the halves are.</summary>
    private static void AppendPlane(StringBuilder ranges, int low, int high)
    {
        if (low < 0xd800 && high > 0xdfff)
        {
            AppendPlane(ranges, low, 0xd7ff);
            low = 0xe000;
        }

        ranges.Append(CultureInfo.InvariantCulture, $"\\u{low:x4}-\\u{high:x4}");
    }

    /// <summary>The pairs from one to another: those with the first high half, those with the last, those between.</summary>
    private static void AddPairs(List<string> pairs, string low, string high)
    {
        if (low[0] == high[0])
        {
            pairs.Add(Pairs(low[0], high[0], low[1], high[1]));
            return;
        }

        pairs.Add(Pairs(low[0], low[0], low[1], '\udfff'));
        pairs.Add(Pairs(high[0], high[0], '\udc00', high[1]));
        if (high[0] - low[0] > 1)
        {
            pairs.Add(Pairs((char)(low[0] + 1), (char)(high[0] - 1), '\udc00', '\udfff'));
        }
    }

    private static string Pairs(char firstHigh, char lastHigh, char firstLow, char lastLow) =>
        $"[\\u{(int)firstHigh:x4}-\\u{(int)lastHigh:x4}][\\u{(int)firstLow:x4}-\\u{(int)lastLow:x4}]";
}
