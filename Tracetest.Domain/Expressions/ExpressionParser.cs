using System.Collections.Immutable;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions;

/// <summary>Reads expressions and statements by the grammar at <see cref="Expression"/>.</summary>
/// <remarks>
/// After a fault reading goes on at the next place where something can begin, with a term that stands for what was not understood;
/// what was read is then thrown away, but every fault is found.
/// </remarks>
internal sealed class ExpressionParser
{
    private static readonly Term.Truth NotUnderstood = new(false);

    private readonly TokenReader _tokens;
    private readonly DiagnosticBag _errors;
    private readonly StringReader _strings;
    private int _depth;

    private ExpressionParser(string text, List<ExpressionToken> tokens, DiagnosticBag errors)
    {
        _tokens = new TokenReader(tokens, errors);
        _errors = errors;
        _strings = new StringReader(text, errors);
    }

    public static Parsed<Expression> ParseExpression(string text) => Parse(text, parser => parser.ReadExpression());

    public static Parsed<Statement> ParseStatement(string text) => Parse(text, parser => parser.ReadStatement());

    /// <summary>Reads the expression of a hole.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">The position after <c>${</c>.</param>
    /// <param name="end">Where the text of the hole ends at the latest; on return, where it did.</param>
    /// <param name="errors">Takes the faults.</param>
    public static Expression ReadHole(string text, int start, ref int end, DiagnosticBag errors)
    {
        var tokens = ExpressionLexer.Read(text, start, end, errors, isHole: true);
        end = tokens[^1].Index;
        return new ExpressionParser(text, tokens, errors).ReadToEnd(parser => parser.ReadExpression(), "an operator, `|` or `}`");
    }

    private static Parsed<T> Parse<T>(string text, Func<ExpressionParser, T> read)
        where T : class
    {
        if (LanguageLimits.TooLong(text) is { } tooLong)
        {
            return Parsed<T>.Fault(tooLong);
        }

        var errors = new DiagnosticBag();
        var tokens = ExpressionLexer.Read(text, 0, text.Length, errors);
        var value = new ExpressionParser(text, tokens, errors).ReadToEnd(read, "an operator, `|` or the end");
        return errors.IsEmpty ? Parsed<T>.Of(value) : Parsed<T>.Fault(errors.All);
    }

    private T ReadToEnd<T>(Func<ExpressionParser, T> read, string expectedAtEnd)
    {
        var value = read(this);
        while (_tokens.Current.Kind != ExpressionTokenKind.End && !_errors.IsFull)
        {
            FailBehind(expectedAtEnd);
            _tokens.SkipToStart();
            if (_tokens.IsAtTerm)
            {
                ReadExpression();
            }
        }

        return value;
    }

    /// <summary>Something is left over where an expression could have ended.</summary>
    private void FailBehind(string expected)
    {
        var current = _tokens.Current;
        if (current.Kind == ExpressionTokenKind.Operator)
        {
            // Behind a filter only: everywhere else the operator would have been read.
            _tokens.Fail("`|` or the end", "operators stand before filters; put the filtered part in parentheses");
        }
        else if (current.Kind == ExpressionTokenKind.Comparator)
        {
            _tokens.Fail(expected, "an assertion compares once");
        }
        else if (current.Kind is ExpressionTokenKind.Word && !_tokens.Following.Is(ExpressionTokenKind.Punctuation, "("))
        {
            _tokens.Fail(expected, ExpressionHints.ForWordBehind(current, _tokens.Previous));
        }
        else
        {
            _tokens.Fail(expected);
        }
    }

    private Statement ReadStatement()
    {
        var left = ReadExpression();
        var first = _tokens.Current;
        var comparator = ReadComparator();
        var range = TextRange.Between(first.Index, _tokens.Previous.Range.End);
        return new Statement(left, comparator, ReadExpression()) { Range = range };
    }

    private Comparator ReadComparator()
    {
        if (_tokens.TryTakeWordComparator() is { } word)
        {
            return word;
        }

        var token = _tokens.Current;
        if (token.Kind == ExpressionTokenKind.Comparator)
        {
            _tokens.Take();
            RefuseDoubled(token);
            return ComparatorTexts.Parse(token.Text)!.Value;
        }

        _tokens.Fail("a comparator such as `=`, `<` or `contains`", ExpressionHints.ForMissingComparator(token, _tokens.Previous, _tokens.Joined));
        _tokens.SkipWrongComparator();
        return Comparator.Equal;
    }

    private void RefuseDoubled(ExpressionToken first)
    {
        if (_tokens.Current.Kind == ExpressionTokenKind.Comparator && _tokens.Current.Follows(first))
        {
            var second = _tokens.Take();
            _errors.Add(new Diagnostic(
                TextRange.Between(first.Index, second.Range.End),
                $"`{first.Text}{second.Text}`",
                "one comparator",
                ExpressionHints.ForDoubledComparator(first.Text + second.Text)));
        }
    }

    private Expression ReadExpression()
    {
        var start = _tokens.Current.Index;
        var first = ReadOperand();
        var operations = ImmutableArray.CreateBuilder<Operation>();
        while (_tokens.Current.Kind == ExpressionTokenKind.Operator)
        {
            var symbol = _tokens.Take();
            operations.Add(new Operation((ArithmeticOperator)symbol.Text[0], ReadOperand()) { Range = symbol.Range });
        }

        var filters = ReadFilters();
        return new Expression(first, operations.ToImmutable(), filters)
        {
            Range = TextRange.Between(start, Math.Max(start, _tokens.Previous.Range.End)),
        };
    }

    private ImmutableArray<FilterCall> ReadFilters()
    {
        var filters = ImmutableArray.CreateBuilder<FilterCall>();
        while (_tokens.TryTake("|"))
        {
            if (_tokens.Current.Kind != ExpressionTokenKind.Word)
            {
                _tokens.Fail("a filter name");
                _ = _tokens.IsAtTerm ? _tokens.Take() : _tokens.Current;
                continue;
            }

            var name = _tokens.Take();
            var arguments = ImmutableArray.CreateBuilder<Term>();
            while (_tokens.IsAtTerm && !_tokens.IsAtWordComparator)
            {
                arguments.Add(ReadTerm());
            }

            RefuseParentheses(name);
            filters.Add(new FilterCall(name.Text, arguments.ToImmutable()) { Range = name.Range });
        }

        return filters.ToImmutable();
    }

    private void RefuseParentheses(ExpressionToken filter)
    {
        if (_tokens.Current.Is(ExpressionTokenKind.Punctuation, "("))
        {
            _tokens.Fail("`|`, an argument or the end", $"filters have no parentheses: `| {filter.Text} 'argument'`");
            _tokens.Take();
            if (_tokens.IsAtOperand)
            {
                ReadItems(")");
            }
            else
            {
                _tokens.TryTake(")");
            }
        }
    }

    /// <summary>What an operator works on: a term, or what the original does not know.</summary>
    private Term ReadOperand()
    {
        var token = _tokens.Current;
        if (token.Is(ExpressionTokenKind.Operator, "-"))
        {
            return ReadNegative(_tokens.Take());
        }

        if (token.Is(ExpressionTokenKind.Punctuation, "("))
        {
            return ReadGroup(_tokens.Take());
        }

        if (token.Kind == ExpressionTokenKind.Word && token.Text is "true" or "false"
            && !_tokens.Following.Is(ExpressionTokenKind.Punctuation, "("))
        {
            return new Term.Truth(_tokens.Take().Text == "true") { Range = token.Range };
        }

        return ReadTerm();
    }

    private Term ReadNegative(ExpressionToken minus)
    {
        if (_tokens.Current.Kind == ExpressionTokenKind.Number && _tokens.Current.Follows(minus))
        {
            var number = _tokens.Take();
            return new Term.Number("-" + number.Text) { Range = TextRange.Between(minus.Index, number.Range.End) };
        }

        var hint = _tokens.Current.Kind switch
        {
            ExpressionTokenKind.Number => "write the minus right before the number",
            ExpressionTokenKind.Duration => "a duration is never negative",
            _ => "a minus alone stands between two values",
        };
        _errors.Add(new Diagnostic(minus.Range, "`-`", "a value", hint));
        if (!_tokens.IsAtOperand || IsTooDeep())
        {
            return NotUnderstood;
        }

        _depth++;
        var operand = ReadOperand();
        _depth--;
        return operand;
    }

    private Term ReadGroup(ExpressionToken open)
    {
        if (IsTooDeep())
        {
            return NotUnderstood;
        }

        _depth++;
        var inner = ReadExpression();
        _depth--;
        if (!_tokens.TryTake(")"))
        {
            _tokens.Fail("an operator, `|` or `)`");
            _tokens.SkipBehind(")");
        }

        return new Term.Group(inner) { Range = TextRange.Between(open.Index, _tokens.Previous.Range.End) };
    }

    private bool IsTooDeep()
    {
        if (_depth < LanguageLimits.MaxDepth)
        {
            return false;
        }

        _errors.Add(LanguageLimits.TooDeep(_tokens.Current.Index));
        _tokens.SkipToEnd();
        return true;
    }

    private Term ReadTerm()
    {
        if (!_tokens.IsAtTerm)
        {
            _tokens.Fail("a value such as `200`, `\"text\"` or `attr:name`", ExpressionHints.ForMissingValue(_tokens.Current));
            return NotUnderstood;
        }

        var token = _tokens.Take();
        Term term = token.Kind switch
        {
            ExpressionTokenKind.Number => new Term.Number(token.Text),
            ExpressionTokenKind.Duration => new Term.Duration(token.Text),
            ExpressionTokenKind.Attribute => new Term.Attribute(AttributeSources.Parse(token.Prefix), token.Text, token.Quote),
            ExpressionTokenKind.Variable => new Term.Variable(token.Text, token.Prefix),
            ExpressionTokenKind.String => _strings.Read(token),
            ExpressionTokenKind.Word => ReadCall(token),
            ExpressionTokenKind.Unknown => NotUnderstood,
            _ => new Term.List(ReadItems("]")),
        };
        RefuseUnknownUnit(token);
        return term with { Range = TextRange.Between(token.Index, _tokens.Previous.Range.End) };
    }

    private void RefuseUnknownUnit(ExpressionToken number)
    {
        var next = _tokens.Current;
        if (number.Kind is ExpressionTokenKind.Number or ExpressionTokenKind.Duration
            && next.Kind == ExpressionTokenKind.Word && next.Follows(number)
            && !_tokens.Following.Is(ExpressionTokenKind.Punctuation, "("))
        {
            _errors.Add(new Diagnostic(
                TextRange.Between(number.Index, next.Range.End),
                $"`{number.Text}{next.Text}`",
                "a number or a duration",
                ExpressionHints.ForUnit(next.Text)));
            _tokens.Take();
        }
    }

    private Term ReadCall(ExpressionToken name)
    {
        if (_tokens.TryTake("("))
        {
            return new Term.Call(name.Text, ReadItems(")"));
        }

        _tokens.FailAtPrevious("a value", ExpressionHints.ForWord(name.Text));
        if (name.Text == "span" && _tokens.Current.Is(ExpressionTokenKind.Punctuation, "["))
        {
            _tokens.SkipToEnd();
        }

        return NotUnderstood;
    }

    private ImmutableArray<Expression> ReadItems(string close)
    {
        if (_tokens.TryTake(close) || IsTooDeep())
        {
            return [];
        }

        _depth++;
        var items = ImmutableArray.CreateBuilder<Expression>();
        do
        {
            items.Add(ReadExpression());
        }
        while (_tokens.TryTake(","));

        _depth--;
        if (!_tokens.TryTake(close))
        {
            _tokens.Fail($"`,` or `{close}`");
            _tokens.SkipBehind(close);
        }

        return items.ToImmutable();
    }
}
