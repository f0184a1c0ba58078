using System.Text;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Selectors;

/// <summary>Cuts a selector into tokens; what is faulty becomes the token that was probably meant.</summary>
/// <remarks>
/// White space (space, tab, line ends) and comments (<c>// …</c>, <c>/* … */</c>) separate tokens and mean nothing. Source: spec
/// language 2.1.
/// </remarks>
internal sealed class SelectorLexer(string text, SelectorFaults faults)
{
    /// <summary>Symbols of more than one character, the longer first: those of the language, and those people know from elsewhere.</summary>
    private static readonly string[] LongSymbols = ["===", "!==", "==", "!=", "<=", ">=", "=>", "=<", "<>", "&&", "||", "=~", "!~"];

    private readonly List<SelectorToken> _tokens = [];
    private int _index;

    private char Current => _index < text.Length ? text[_index] : '\0';

    private char Following => _index + 1 < text.Length ? text[_index + 1] : '\0';

    /// <summary>All tokens, the last one the end.</summary>
    public static List<SelectorToken> Read(string text, SelectorFaults faults)
    {
        var lexer = new SelectorLexer(text, faults);
        lexer.ReadAll();
        return lexer._tokens;
    }

    private void ReadAll()
    {
        SkipBlanks();
        while (_index < text.Length && !faults.IsFull)
        {
            ReadToken();
            SkipBlanks();
        }

        faults.IsEndExplained |= faults.IsFull;
        _tokens.Add(new SelectorToken(SelectorTokenKind.End, "", new TextRange(text.Length, 0)));
    }

    private void ReadToken()
    {
        if (WordStartLength(_index) > 0)
        {
            ReadWord();
        }
        else if (char.IsAsciiDigit(Current) || (Current == '.' && char.IsAsciiDigit(Following)))
        {
            _tokens.Add(NumberLexer.Read(text, _index, faults));
            _index = _tokens[^1].Range.End;
        }
        else if (Current == '"')
        {
            ReadString();
        }
        else if (ForeignQuotes.ClosingOf(Current) is { } closing)
        {
            ReadForeignString(closing);
        }
        else
        {
            ReadSymbol();
        }
    }

    private void SkipBlanks()
    {
        while (_index < text.Length)
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
            faults.Add(TextRange.Between(_index, text.Length), "a comment without end", "`*/`", "");
            faults.IsEndExplained = true;
        }

        _index = end < 0 ? text.Length : end + 2;
    }

    private void ReadWord()
    {
        var start = _index;
        for (var length = WordStartLength(_index); length > 0; length = WordPartLength(_index))
        {
            _index += length;
        }

        Add(SelectorTokenKind.Word, text[start.._index], start);
    }

    private int WordStartLength(int index) =>
        Rune.TryGetRuneAt(text, index, out var rune) && SelectorText.IsWordStart(rune) ? rune.Utf16SequenceLength : 0;

    private int WordPartLength(int index) =>
        index < text.Length && Rune.TryGetRuneAt(text, index, out var rune) && SelectorText.IsWordPart(rune) ? rune.Utf16SequenceLength : 0;

    private void ReadSymbol()
    {
        var start = _index;
        var known = Array.Find(LongSymbols, symbol => text.AsSpan(start).StartsWith(symbol));
        _index += known?.Length ?? (char.IsHighSurrogate(Current) && char.IsLowSurrogate(Following) ? 2 : 1);
        Add(SelectorTokenKind.Symbol, known ?? text[start.._index], start);
    }

    private void ReadString()
    {
        var start = _index++;
        var decoded = new StringBuilder();
        while (_index < text.Length && Current is not ('"' or '\n'))
        {
            if (Current == '\\')
            {
                ReadEscape(decoded);
            }
            else
            {
                decoded.Append(Current);
                _index++;
            }
        }

        var isClosed = Current == '"' && _index < text.Length;
        _index += isClosed ? 1 : 0;
        if (!isClosed)
        {
            FailUnclosed(start);
        }

        Add(SelectorTokenKind.String, decoded.ToString(), start, isFaulty: !isClosed);
    }

    private void FailUnclosed(int start)
    {
        var foreign = text[start.._index].FirstOrDefault(c => c is '“' or '”');
        faults.Add(
            TextRange.Between(start, _index), "a string without end", "`\"` on the same line", foreign == '\0' ? "" : $"write `\"` for `{foreign}`");
        faults.IsEndExplained |= _index >= text.Length;
    }

    private void ReadEscape(StringBuilder decoded)
    {
        if (StringEscapes.Read(text, _index, out var length) is { } meaning)
        {
            decoded.Append(meaning);
            _index += length;
            return;
        }

        if (_index + 1 < text.Length && Following != '\n')
        {
            faults.Add(new TextRange(_index, 2), "an escape such as `\\\"`, `\\\\`, `\\n` or `\\u00e9`", EscapeHint(Following));
        }

        _index++; // the character after the backslash counts as itself
    }

    private static string EscapeHint(char c) => c switch
    {
        'x' or 'u' or 'U' or (>= '0' and <= '9') => "",
        _ when char.IsAsciiLetter(c) => $"write `\\\\{c}` for a backslash before `{c}`",
        _ => $"`{c}` needs no backslash",
    };

    /// <summary>Strings in quotes of another kind are read as what was meant, so that what follows is checked too.</summary>
    private void ReadForeignString(string closing)
    {
        var start = _index++;
        var lineEnd = text.AsSpan(_index).IndexOf('\n') is >= 0 and var at ? _index + at : text.Length;
        var rest = text.AsSpan(_index, lineEnd - _index);
        var end = rest.IndexOfAny(closing);
        var isClosed = end >= 0;
        end = isClosed ? end : rest.IndexOfAny(",]") is >= 0 and var stop ? stop : rest.Length;
        var value = rest[..end].ToString();
        _index += end + (isClosed ? 1 : 0);
        faults.Add(TextRange.Between(start, _index), "a string in double quotes", $"write `{SelectorText.Quote(value)}`");
        Add(SelectorTokenKind.String, value, start, isFaulty: true);
    }

    private void Add(SelectorTokenKind kind, string value, int start, bool isFaulty = false) =>
        _tokens.Add(new SelectorToken(kind, value, TextRange.Between(start, _index), isFaulty));
}

/// <summary>Quotes that look like those of strings.</summary>
internal static class ForeignQuotes
{
    /// <summary>What may close a string opened so; <see langword="null"/> when the character is no such quote.</summary>
    public static string? ClosingOf(char opening) => opening switch
    {
        '\'' => "'",
        '`' => "`",
        '“' or '”' or '„' or '‟' => "“”\"",
        '‘' or '’' or '‚' or '‛' => "‘’'",
        '«' or '»' => "«»",
        _ => null,
    };
}
