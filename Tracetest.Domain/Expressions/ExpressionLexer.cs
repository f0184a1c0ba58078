using System.Text;
using Tracetest.Domain.Quantities;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions;

/// <summary>Cuts an expression or a statement into tokens.</summary>
/// <remarks>
/// The rules are tried in the order of spec language 3.1 and the first that matches wins, not the longest: so a word that begins
/// with <c>contains</c> falls apart behind it, and <c>attr:a-1</c> is one name while <c>env:a-1</c> is a subtraction. What no rule
/// reads becomes a token of its own and a fault, and reading goes on behind it.
/// </remarks>
internal sealed class ExpressionLexer
{
    private static readonly string[] Comparators = ["!=", "<=", ">=", "=", "<", ">", "contains", "not-contains"];
    private static readonly string[] Units = ["ns", "us", "ms", "s", "m", "h"];

    private readonly string _text;
    private readonly int _end;
    private readonly DiagnosticBag _errors;
    private readonly List<ExpressionToken> _tokens = [];
    private int _index;

    private ExpressionLexer(string text, int start, int end, DiagnosticBag errors) =>
        (_text, _index, _end, _errors) = (text, start, end, errors);

    private ReadOnlySpan<char> Rest => _text.AsSpan(_index, _end - _index);

    private char Current => _text[_index];

    /// <summary>The tokens of a stretch of text, the last one the end.</summary>
    /// <param name="text">The whole text; positions count from its start.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="end">Where to stop.</param>
    /// <param name="errors">Takes what cannot be read.</param>
    /// <param name="isHole">Whether a <c>}</c> ends the expression, as it does within <c>${…}</c>.</param>
    public static List<ExpressionToken> Read(string text, int start, int end, DiagnosticBag errors, bool isHole = false)
    {
        var lexer = new ExpressionLexer(text, start, end, errors);
        lexer.ReadAll(isHole);
        return lexer._tokens;
    }

    private void ReadAll(bool isHole)
    {
        for (SkipWhiteSpace(); _index < _end && !(isHole && Current == '}'); SkipWhiteSpace())
        {
            if (!TryReadSymbol() && !TryReadNumber() && !TryReadName() && !TryReadString() && !TryReadWord())
            {
                ReadUnknown();
            }
        }

        Add(ExpressionTokenKind.End, "", 0);
    }

    private void SkipWhiteSpace()
    {
        while (_index < _end && Current is '\t' or '\n' or '\f' or '\r' or ' ')
        {
            _index++;
        }
    }

    private bool TryReadSymbol()
    {
        if (Current is '(' or ')' or ',' or '|' or '[' or ']')
        {
            return Add(ExpressionTokenKind.Punctuation, Current.ToString(), 1);
        }

        foreach (var comparator in Comparators)
        {
            if (Rest.StartsWith(comparator, StringComparison.Ordinal))
            {
                return Add(ExpressionTokenKind.Comparator, comparator, comparator.Length);
            }
        }

        return Current is '+' or '-' or '*' or '/' && Add(ExpressionTokenKind.Operator, Current.ToString(), 1);
    }

    private bool TryReadNumber()
    {
        var length = NumberTexts.PrefixLength(Rest);
        if (length == 0)
        {
            return false;
        }

        var digits = Rest[..length].ToString();
        var space = length < Rest.Length && Rest[length] == ' ' ? 1 : 0;
        foreach (var unit in space == 1 && WordComparators.IsAt(Rest[(length + 1)..]) ? [] : Units)
        {
            if (Rest[(length + space)..].StartsWith(unit, StringComparison.Ordinal))
            {
                return Add(ExpressionTokenKind.Duration, digits + unit, length + space + unit.Length);
            }
        }

        return Add(ExpressionTokenKind.Number, digits, length);
    }

    private bool TryReadName()
    {
        foreach (var (prefix, kind) in NamePrefixes.All)
        {
            if (Rest.Length > prefix.Length && Rest[prefix.Length] == ':' && Rest.StartsWith(prefix, StringComparison.Ordinal))
            {
                ReadName(prefix, kind);
                return true;
            }
        }

        return false;
    }

    private void ReadName(string prefix, ExpressionTokenKind kind)
    {
        var start = _index + prefix.Length + 1;
        if (kind == ExpressionTokenKind.Attribute && start < _end && _text[start] is '"' or '\'')
        {
            ReadQuotedName(prefix, start);
            return;
        }

        var end = start;
        while (end < _end && (IsWordPart(_text[end]) || (end > start && IsNamePart(_text[end], kind))))
        {
            end++;
        }

        if (end == start)
        {
            var what = kind == ExpressionTokenKind.Attribute ? "an attribute name" : "a variable name";
            Fail(TextRange.Between(start, Math.Min(start + 1, _end)), Shown(start), $"{what} right after `{prefix}:`");
            Add(ExpressionTokenKind.Unknown, "", prefix.Length + 1);
            return;
        }

        Add(new ExpressionToken(kind, _text[start..end], TextRange.Between(_index, end), prefix));
    }

    private static bool IsNamePart(char c, ExpressionTokenKind kind) => c == '.' || (c == '-' && kind == ExpressionTokenKind.Attribute);

    private void ReadQuotedName(string prefix, int start)
    {
        var quote = _text[start];
        var name = new StringBuilder();
        var i = start + 1;
        for (; i < _end && _text[i] != quote; i++)
        {
            i += _text[i] == '\\' && i + 1 < _end && _text[i + 1] is '\\' or '"' or '\'' ? 1 : 0;
            name.Append(_text[i]);
        }

        var range = TextRange.Between(_index, Math.Min(i + 1, _end));
        var isSound = i < _end && name.Length > 0;
        if (i >= _end)
        {
            Fail(range, "a name without end", $"`{quote}`");
        }
        else if (name.Length == 0)
        {
            Fail(range, "an empty name", "an attribute name");
        }

        Add(new ExpressionToken(isSound ? ExpressionTokenKind.Attribute : ExpressionTokenKind.Unknown, name.ToString(), range, prefix, quote));
    }

    private bool TryReadString()
    {
        var quote = Current;
        if (quote is not ('"' or '\''))
        {
            return false;
        }

        var end = EndOfString(quote);
        if (end < 0)
        {
            Fail(TextRange.Between(_index, _end), "a string without end", $"`{quote}`");
            return Add(ExpressionTokenKind.Unknown, _text[_index.._end], _end - _index);
        }

        return Add(ExpressionTokenKind.String, _text[_index..end], end - _index);
    }

    /// <summary>The position after the closing quote: the first without a backslash, else the last one with.</summary>
    private int EndOfString(char quote)
    {
        var lastEscaped = -1;
        for (var i = _index + 1; i < _end; i++)
        {
            if (_text[i] == quote)
            {
                return i + 1;
            }

            if (_text[i] == '\\' && i + 1 < _end && _text[i + 1] == quote)
            {
                lastEscaped = ++i;
            }
        }

        return lastEscaped < 0 ? -1 : lastEscaped + 1;
    }

    private bool TryReadWord()
    {
        if (!char.IsAsciiLetter(Current))
        {
            return false;
        }

        var end = WordEnd(_index);
        return end < _end && _text[end] is '.' or ':' ? ReadBareName(end) : Add(ExpressionTokenKind.Word, _text[_index..end], end - _index);
    }

    /// <summary>A name with points or with a prefix that does not exist: no rule reads it, but what was meant is plain.</summary>
    private bool ReadBareName(int end)
    {
        while (end < _end && (IsWordPart(_text[end]) || _text[end] is '.' or ':' or '-'))
        {
            end++;
        }

        var name = _text[_index..end];
        Fail(TextRange.Between(_index, end), $"`{name}`", "a value", ExpressionHints.ForBareName(name));
        return Add(ExpressionTokenKind.Unknown, name, end - _index);
    }

    private int WordEnd(int end)
    {
        while (end < _end && IsWordPart(_text[end]))
        {
            end++;
        }

        return end;
    }

    private void ReadUnknown()
    {
        // Of more faults than are told nobody need know where they end and what might have been meant.
        var length = _errors.IsFull ? 1 : ExpressionHints.LengthOfUnknown(Rest);
        var unknown = Rest[..length].ToString();
        if (!_errors.IsFull)
        {
            Fail(new TextRange(_index, length), $"`{unknown}`", "a value, an operator or a comparator", ExpressionHints.ForUnknown(unknown));
        }

        Add(ExpressionTokenKind.Unknown, unknown, length);
    }

    /// <summary>Whether a character may stand in a word and begin a name.</summary>
    public static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private string Shown(int index) => index >= _end ? "the end" : $"`{_text[index]}`";

    private bool Add(ExpressionTokenKind kind, string text, int length) => Add(new ExpressionToken(kind, text, new TextRange(_index, length)));

    private bool Add(ExpressionToken token)
    {
        _tokens.Add(token);
        _index = token.Range.End;
        return true;
    }

    private void Fail(TextRange range, string found, string expected, string hint = "") =>
        _errors.Add(new Diagnostic(range, found, expected, hint));
}
