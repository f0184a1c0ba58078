using Tracetest.Domain.Quantities;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions;

/// <summary>Cuts an expression or a statement into tokens.</summary>
/// <remarks>
/// The rules are tried in the order of spec language 3.1 and the first that matches wins, not the longest: so a word that begins
/// with <c>contains</c> falls apart behind it, and <c>attr:a-1</c> is one name while <c>env:a-1</c> is a subtraction.
/// </remarks>
internal sealed class ExpressionLexer
{
    private static readonly string[] Comparators = ["!=", "<=", ">=", "=", "<", ">", "contains", "not-contains"];
    private static readonly string[] Units = ["ns", "us", "ms", "s", "m", "h"];

    private readonly string _text;
    private readonly int _end;
    private readonly List<ExpressionToken> _tokens = [];
    private int _index;
    private Diagnostic? _error;

    private ExpressionLexer(string text, int start, int end) => (_text, _index, _end) = (text, start, end);

    private ReadOnlySpan<char> Rest => _text.AsSpan(_index, _end - _index);

    /// <summary>The tokens of a stretch of text, the last one the end; or the first fault.</summary>
    /// <param name="text">The whole text; positions count from its start.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="end">Where to stop.</param>
    /// <param name="isHole">Whether a <c>}</c> ends the expression, as it does within <c>${…}</c>.</param>
    public static (List<ExpressionToken> Tokens, Diagnostic? Error) Read(string text, int start, int end, bool isHole = false)
    {
        var lexer = new ExpressionLexer(text, start, end);
        lexer.ReadAll(isHole);
        return (lexer._tokens, lexer._error);
    }

    private void ReadAll(bool isHole)
    {
        while (_error is null)
        {
            SkipWhiteSpace();
            if (_index == _end || (isHole && _text[_index] == '}'))
            {
                break;
            }

            if (!TryReadSymbol() && !TryReadNumber() && !TryReadName() && !TryReadString() && !TryReadWord())
            {
                Fail(_index, 1, Shown(_index), "a value, an operator or a comparator");
            }
        }

        Add(ExpressionTokenKind.End, "", 0);
    }

    private void SkipWhiteSpace()
    {
        while (_index < _end && _text[_index] is '\t' or '\n' or '\f' or '\r' or ' ')
        {
            _index++;
        }
    }

    private bool TryReadSymbol()
    {
        if (_text[_index] is '(' or ')' or ',' or '|' or '[' or ']')
        {
            return Add(ExpressionTokenKind.Punctuation, _text[_index].ToString(), 1);
        }

        foreach (var comparator in Comparators)
        {
            if (Rest.StartsWith(comparator, StringComparison.Ordinal))
            {
                return Add(ExpressionTokenKind.Comparator, comparator, comparator.Length);
            }
        }

        return _text[_index] is '+' or '-' or '*' or '/'
            && Add(ExpressionTokenKind.Operator, _text[_index].ToString(), 1);
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
        foreach (var unit in Units)
        {
            if (Rest[(length + space)..].StartsWith(unit, StringComparison.Ordinal))
            {
                return Add(ExpressionTokenKind.Duration, digits + unit, length + space + unit.Length);
            }
        }

        return Add(ExpressionTokenKind.Number, digits, length);
    }

    private bool TryReadName() =>
        TryReadName("attr:", "an attribute name", ExpressionTokenKind.Attribute, c => IsNameStart(c) || c is '.' or '-')
        || TryReadName("env:", "a variable name", ExpressionTokenKind.Environment, c => IsNameStart(c) || c == '.')
        || TryReadName("var:", "a variable name", ExpressionTokenKind.Variable, c => IsNameStart(c) || c == '.');

    private bool TryReadName(string prefix, string expected, ExpressionTokenKind kind, Func<char, bool> isNamePart)
    {
        if (!Rest.StartsWith(prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var start = _index + prefix.Length;
        if (start == _end || !IsNameStart(_text[start]))
        {
            Fail(start, 1, Shown(start), $"{expected} right after `{prefix}`");
            return true;
        }

        var end = start + 1;
        while (end < _end && isNamePart(_text[end]))
        {
            end++;
        }

        return Add(kind, _text[start..end], end - _index);
    }

    private bool TryReadString()
    {
        var quote = _text[_index];
        if (quote is not ('"' or '\''))
        {
            return false;
        }

        var end = EndOfString(quote);
        if (end < 0)
        {
            Fail(_index, _end - _index, "a string without end", $"`{quote}`");
            return true;
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
        if (!char.IsAsciiLetter(_text[_index]))
        {
            return false;
        }

        var end = _index + 1;
        while (end < _end && IsNameStart(_text[end]))
        {
            end++;
        }

        return Add(ExpressionTokenKind.Word, _text[_index..end], end - _index);
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private string Shown(int index) => index >= _end ? "the end" : $"`{_text[index]}`";

    private bool Add(ExpressionTokenKind kind, string text, int length)
    {
        _tokens.Add(new ExpressionToken(kind, text, _index));
        _index += length;
        return true;
    }

    private void Fail(int index, int length, string found, string expected) =>
        _error ??= new Diagnostic(new TextRange(index, length), found, expected);
}
