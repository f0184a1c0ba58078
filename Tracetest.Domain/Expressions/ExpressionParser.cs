using System.Collections.Immutable;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions;

/// <summary>Reads expressions and statements by the grammar at <see cref="Expression"/>.</summary>
internal sealed class ExpressionParser
{
    private readonly string _text;
    private readonly List<ExpressionToken> _tokens;
    private int _position;
    private int _depth;
    private Diagnostic? _error;

    private ExpressionParser(string text, List<ExpressionToken> tokens, Diagnostic? error) =>
        (_text, _tokens, _error) = (text, tokens, error);

    private ExpressionToken Current => _tokens[_position];

    public static Parsed<Expression> ParseExpression(string text) =>
        Parse(text, parser => parser.ReadExpression(), "an operator, `|` or the end");

    public static Parsed<Statement> ParseStatement(string text) =>
        Parse(text, parser => parser.ReadStatement(), "an operator, `|` or the end");

    /// <summary>Reads the expression of a hole.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">The position after <c>${</c>.</param>
    /// <param name="end">Where the text of the hole ends at the latest; on return, where it did.</param>
    public static Parsed<Expression> ParseHole(string text, int start, ref int end)
    {
        var (tokens, error) = ExpressionLexer.Read(text, start, end, isHole: true);
        end = tokens[^1].Index;
        return new ExpressionParser(text, tokens, error).Finish(parser => parser.ReadExpression(), "an operator, `|` or `}`");
    }

    private static Parsed<T> Parse<T>(string text, Func<ExpressionParser, T?> read, string expectedAtEnd)
        where T : class
    {
        if (LanguageLimits.TooLong(text) is { } tooLong)
        {
            return Parsed<T>.Fault(tooLong);
        }

        var (tokens, error) = ExpressionLexer.Read(text, 0, text.Length);
        return new ExpressionParser(text, tokens, error).Finish(read, expectedAtEnd);
    }

    private Parsed<T> Finish<T>(Func<ExpressionParser, T?> read, string expectedAtEnd)
        where T : class
    {
        // What the lexer could not read counts only if the parser gets that far without a fault of its own.
        var lexerError = _error;
        _error = null;
        var value = read(this);
        if (_error is null && Current.Kind != ExpressionTokenKind.End)
        {
            // After a filter an operator is left over: everywhere else it would have been read.
            FailAtCurrent(Current.Kind == ExpressionTokenKind.Operator ? "`|` or the end, operators stand before filters" : expectedAtEnd);
        }

        if (lexerError is not null && (_error is null || _error.Index >= _tokens[^1].Index))
        {
            _error = lexerError;
        }

        return _error is not null || value is null
            ? Parsed<T>.Fault(_error ?? new Diagnostic(new TextRange(Current.Index, 0), "the end", "a value"))
            : Parsed<T>.Of(value);
    }

    private Statement? ReadStatement()
    {
        if (ReadExpression() is not { } left)
        {
            return null;
        }

        if (Current.Kind != ExpressionTokenKind.Comparator)
        {
            FailAtCurrent("a comparator: `=`, `!=`, `<`, `<=`, `>`, `>=`, `contains` or `not-contains`");
            return null;
        }

        var comparator = ComparatorTexts.Parse(Take().Text)!.Value;
        return ReadExpression() is { } right ? new Statement(left, comparator, right) : null;
    }

    private Expression? ReadExpression()
    {
        if (ReadTerm() is not { } term)
        {
            return null;
        }

        var operations = ImmutableArray.CreateBuilder<Operation>();
        while (Current.Kind == ExpressionTokenKind.Operator)
        {
            var symbol = (ArithmeticOperator)Take().Text[0];
            if (ReadTerm() is not { } operand)
            {
                return null;
            }

            operations.Add(new Operation(symbol, operand));
        }

        return ReadFilters() is { } filters ? new Expression(term, operations.ToImmutable(), filters) : null;
    }

    private ImmutableArray<FilterCall>? ReadFilters()
    {
        var filters = ImmutableArray.CreateBuilder<FilterCall>();
        while (TryTake("|"))
        {
            if (Current.Kind != ExpressionTokenKind.Word)
            {
                FailAtCurrent("a filter name");
                return null;
            }

            var name = Take().Text;
            var arguments = ImmutableArray.CreateBuilder<Term>();
            while (IsTermStart(Current))
            {
                if (ReadTerm() is not { } argument)
                {
                    return null;
                }

                arguments.Add(argument);
            }

            filters.Add(new FilterCall(name, arguments.ToImmutable()));
        }

        return filters.ToImmutable();
    }

    private static bool IsTermStart(ExpressionToken token) =>
        token.Kind is not (ExpressionTokenKind.End or ExpressionTokenKind.Comparator or ExpressionTokenKind.Operator)
        && (token.Kind != ExpressionTokenKind.Punctuation || token.Text == "[");

    private Term? ReadTerm()
    {
        if (!IsTermStart(Current))
        {
            FailAtCurrent("a value: a number, a duration, a string, `attr:`, `var:`, `env:`, a list or a function call");
            return null;
        }

        var token = Take();
        return token.Kind switch
        {
            ExpressionTokenKind.Number => new Term.Number(token.Text),
            ExpressionTokenKind.Duration => new Term.Duration(token.Text),
            ExpressionTokenKind.Attribute => new Term.Attribute(token.Text),
            ExpressionTokenKind.Environment => new Term.Variable(token.Text, "env"),
            ExpressionTokenKind.Variable => new Term.Variable(token.Text, "var"),
            ExpressionTokenKind.String => ReadText(token),
            ExpressionTokenKind.Word => ReadCall(token),
            _ => ReadItems("]") is { } items ? new Term.List(items) : null,
        };
    }

    private Term.Call? ReadCall(ExpressionToken name)
    {
        if (!TryTake("("))
        {
            Fail(new Diagnostic(
                new TextRange(name.Index, name.Text.Length), $"`{name.Text}`", "a value", "text stands in quotes, and a function is followed by `(`"));
            return null;
        }

        return ReadItems(")") is { } arguments ? new Term.Call(name.Text, arguments) : null;
    }

    private ImmutableArray<Term>? ReadItems(string close)
    {
        if (TryTake(close))
        {
            return [];
        }

        if (_depth == LanguageLimits.MaxDepth)
        {
            Fail(LanguageLimits.TooDeep(Current.Index));
            return null;
        }

        _depth++;
        var items = ReadSeparated(close);
        _depth--;
        return items;
    }

    private ImmutableArray<Term>? ReadSeparated(string close)
    {
        var items = ImmutableArray.CreateBuilder<Term>();
        do
        {
            if (ReadTerm() is not { } item)
            {
                return null;
            }

            items.Add(item);
        }
        while (TryTake(","));

        if (TryTake(close))
        {
            return items.ToImmutable();
        }

        FailAtCurrent($"`,` or `{close}`");
        return null;
    }

    /// <summary>Splits a string at its holes; a hole ends at the first <c>}</c>, and <c>${}</c> is none.</summary>
    private Term.String? ReadText(ExpressionToken token)
    {
        var (next, end) = (token.Index + 1, token.Index + token.Text.Length - 1);
        var parts = ImmutableArray.CreateBuilder<TextPart>();
        foreach (var (open, close) in Holes(next, end))
        {
            AddLiteral(parts, next, open);
            var holeEnd = close;
            var hole = ParseHole(_text, open + 2, ref holeEnd);
            if (!hole.IsValid)
            {
                Fail(hole.Error);
                return null;
            }

            parts.Add(new TextPart.Hole(hole.Value));
            next = close + 1;
        }

        AddLiteral(parts, next, end);
        return new Term.String(token.Text[0], parts.ToImmutable());
    }

    private IEnumerable<(int Open, int Close)> Holes(int start, int end)
    {
        for (var at = start; at < end;)
        {
            var open = _text.IndexOf("${", at, end - at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : _text.IndexOf('}', open, end - open);
            if (close < 0)
            {
                yield break;
            }

            if (close > open + 2)
            {
                yield return (open, close);
            }

            at = close + 1;
        }
    }

    private void AddLiteral(ImmutableArray<TextPart>.Builder parts, int start, int end)
    {
        if (end > start)
        {
            parts.Add(new TextPart.Literal(_text[start..end]));
        }
    }

    private ExpressionToken Take() => _tokens[_position++];

    private bool TryTake(string punctuation)
    {
        var isThere = Current.Is(ExpressionTokenKind.Punctuation, punctuation);
        _position += isThere ? 1 : 0;
        return isThere;
    }

    private void FailAtCurrent(string expected) =>
        Fail(new Diagnostic(new TextRange(Current.Index, Current.Text.Length), Current.Described, expected));

    private void Fail(Diagnostic error) => _error ??= error;
}
