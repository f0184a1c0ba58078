using System.Globalization;
using System.Text;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Selectors;

/// <summary>Cuts a selector into tokens.</summary>
/// <remarks>
/// White space (space, tab, line ends) and comments (<c>// …</c>, <c>/* … */</c>) separate tokens and mean nothing. Numbers are
/// decimal, or whole with the prefix <c>0x</c>, <c>0b</c>, <c>0o</c> or <c>0</c> (octal), <c>_</c> between digits. Source: spec
/// language 2.1.
/// </remarks>
internal sealed class SelectorLexer(string text)
{
    private readonly List<SelectorToken> _tokens = [];
    private int _index;
    private Diagnostic? _error;

    /// <summary>All tokens, the last one the end; or the first fault.</summary>
    public static (List<SelectorToken> Tokens, Diagnostic? Error) Read(string text)
    {
        var lexer = new SelectorLexer(text);
        lexer.ReadAll();
        return (lexer._tokens, lexer._error);
    }

    private char Current => _index < text.Length ? text[_index] : '\0';

    private char Following => _index + 1 < text.Length ? text[_index + 1] : '\0';

    private void ReadAll()
    {
        SkipBlanks();
        while (_error is null && _index < text.Length)
        {
            ReadToken();
            SkipBlanks();
        }

        Add(SelectorTokenKind.End, "", text.Length);
    }

    private void ReadToken()
    {
        var c = Current;
        if (IsWordStart(_index, out _))
        {
            ReadWord();
        }
        else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Following)))
        {
            ReadNumber();
        }
        else if (c == '"')
        {
            ReadString();
        }
        else if (c is '\'' or '`')
        {
            Fail(_index, 1, $"`{c}`", "strings in double quotes");
        }
        else
        {
            var length = char.IsHighSurrogate(c) && char.IsLowSurrogate(Following) ? 2 : 1;
            Add(SelectorTokenKind.Symbol, text.Substring(_index, length), _index);
            _index += length;
        }
    }

    private void SkipBlanks()
    {
        while (_error is null && _index < text.Length)
        {
            if (Current is ' ' or '\t' or '\r' or '\n')
            {
                _index++;
            }
            else if (Current == '/' && Following == '/')
            {
                var end = text.IndexOf('\n', _index);
                _index = end < 0 ? text.Length : end + 1;
            }
            else if (Current == '/' && Following == '*')
            {
                SkipBlockComment();
            }
            else
            {
                return;
            }
        }
    }

    private void SkipBlockComment()
    {
        var end = text.IndexOf("*/", _index + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            Fail(_index, text.Length - _index, "a comment without end", "`*/`");
        }
        else
        {
            _index = end + 2;
        }
    }

    private void ReadWord()
    {
        var start = _index;
        while (_index < text.Length && (IsWordStart(_index, out var length) || IsDigit(_index, out length)))
        {
            _index += length;
        }

        Add(SelectorTokenKind.Word, text[start.._index], start);
    }

    private bool IsWordStart(int index, out int length)
    {
        length = 1;
        if (text[index] == '_')
        {
            return true;
        }

        return Rune.TryGetRuneAt(text, index, out var rune) && Measure(rune, out length) && Rune.IsLetter(rune);
    }

    private bool IsDigit(int index, out int length)
    {
        length = 1;
        return Rune.TryGetRuneAt(text, index, out var rune) && Measure(rune, out length) && Rune.IsDigit(rune);
    }

    private static bool Measure(Rune rune, out int length)
    {
        length = rune.Utf16SequenceLength;
        return true;
    }

    private void ReadNumber()
    {
        var start = _index;
        if (Current == '0' && char.ToLowerInvariant(Following) is 'x' or 'b' or 'o')
        {
            _index += 2;
            SkipWhile(c => char.IsAsciiLetterOrDigit(c) || c == '_');
            AddInteger(start, text[(start + 2).._index], char.ToLowerInvariant(text[start + 1]) switch { 'x' => 16, 'b' => 2, _ => 8 });
            return;
        }

        SkipWhile(IsDigitOrSeparator);
        if (Current == '.' || Current is 'e' or 'E')
        {
            ReadFraction(start);
            return;
        }

        var digits = text[start.._index];
        AddInteger(start, digits, digits.Length > 1 && digits[0] == '0' ? 8 : 10);
    }

    private void ReadFraction(int start)
    {
        if (Current == '.')
        {
            _index++;
            SkipWhile(IsDigitOrSeparator);
        }

        if (Current is 'e' or 'E')
        {
            _index++;
            _index += Current is '+' or '-' ? 1 : 0;
            var exponent = _index;
            SkipWhile(char.IsAsciiDigit);
            if (_index == exponent)
            {
                Fail(start, _index - start, $"`{text[start.._index]}`", "digits in the exponent");
                return;
            }
        }

        var literal = text[start.._index];
        if (literal.Contains('_', StringComparison.Ordinal))
        {
            Fail(start, _index - start, $"`{literal}`", "a number, with `_` only if it is whole");
            return;
        }

        Add(SelectorTokenKind.Decimal, literal, start);
    }

    private static bool IsDigitOrSeparator(char c) => char.IsAsciiDigit(c) || c == '_';

    private void SkipWhile(Func<char, bool> condition)
    {
        while (_index < text.Length && condition(text[_index]))
        {
            _index++;
        }
    }

    private void AddInteger(int start, string digits, int radix)
    {
        long value = 0;
        var isSound = digits.Length > 0 && digits[^1] != '_' && !digits.Contains("__", StringComparison.Ordinal);
        foreach (var c in digits.Where(c => c != '_'))
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            isSound &= digit < radix && value <= (long.MaxValue - digit) / radix;
            value = isSound ? (value * radix) + digit : 0;
        }

        if (isSound)
        {
            Add(SelectorTokenKind.Integer, value.ToString(CultureInfo.InvariantCulture), start);
        }
        else
        {
            Fail(start, _index - start, $"`{text[start.._index]}`", "a whole number of at most 64 bits");
        }
    }

    private void ReadString()
    {
        var start = _index++;
        var decoded = new StringBuilder();
        while (_error is null)
        {
            switch (Current)
            {
                case '"':
                    _index++;
                    Add(SelectorTokenKind.String, decoded.ToString(), start);
                    return;
                case '\\':
                    ReadEscape(decoded);
                    break;
                case '\0' when _index >= text.Length:
                case '\n':
                    Fail(start, _index - start, "a string without end", "`\"` on the same line");
                    break;
                default:
                    decoded.Append(Current);
                    _index++;
                    break;
            }
        }
    }

    private void ReadEscape(StringBuilder decoded)
    {
        const string Letters = "abfnrtv\\\"";
        const string Meanings = "\a\b\f\n\r\t\v\\\"";
        if (Letters.IndexOf(Following, StringComparison.Ordinal) is >= 0 and var letter)
        {
            decoded.Append(Meanings[letter]);
            _index += 2;
            return;
        }

        var (prefix, digits, radix) = Following switch
        {
            'x' => (2, 2, 16),
            'u' => (2, 4, 16),
            'U' => (2, 8, 16),
            >= '0' and <= '7' => (1, 3, 8),
            _ => (0, 0, 0),
        };
        ReadNumericEscape(prefix, digits, radix, decoded);
    }

    private void ReadNumericEscape(int prefix, int digits, int radix, StringBuilder decoded)
    {
        var end = _index + prefix + digits;
        long value = prefix == 0 || end > text.Length ? -1 : 0;
        for (var i = _index + prefix; value >= 0 && i < end; i++)
        {
            var digit = char.IsAsciiHexDigit(text[i]) ? Convert.ToInt32(text[i].ToString(), 16) : radix;
            value = digit < radix ? (value * radix) + digit : -1;
        }

        if (value is < 0 or > 0x10FFFF || !Rune.IsValid((int)value) || (radix == 8 && value > 255))
        {
            Fail(_index, 2, $"`\\{(_index + 1 < text.Length ? Following : ' ')}`", "an escape such as `\\\"`, `\\\\`, `\\n` or `\\u00e9`");
            return;
        }

        decoded.Append(new Rune((int)value).ToString());
        _index = end;
    }

    private void Add(SelectorTokenKind kind, string tokenText, int index) => _tokens.Add(new SelectorToken(kind, tokenText, index));

    private void Fail(int index, int length, string found, string expected) =>
        _error ??= new Diagnostic(new TextRange(index, length), found, expected);
}
