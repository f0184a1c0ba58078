using Tracetest.Domain.Expressions;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.LanguageServices;

/// <summary>What may be written at a place of an expression.</summary>
internal enum ExpectedPart
{
    /// <summary>A value.</summary>
    Operand,

    /// <summary>What goes on behind a value: operator, comparator, filter, closing bracket.</summary>
    Continuation,

    /// <summary>The name of a filter.</summary>
    FilterName,

    /// <summary>A filter's argument, or what goes on behind it.</summary>
    FilterArgument,
}

/// <summary>The place of a cursor in an expression: what is being typed, and what is known of what stands before it.</summary>
internal sealed class ExpressionPlace
{
    private readonly Stack<Bracket> _brackets = [];
    private Bracket _current = new("");

    private ExpressionPlace(TextRange replace, string typed) => (Replace, Typed) = (replace, typed);

    public ExpectedPart Expected { get; private set; } = ExpectedPart.Operand;

    /// <summary>What a completion takes the place of.</summary>
    public TextRange Replace { get; private init; }

    /// <summary>What of it stands before the cursor; of strings without the quote.</summary>
    public string Typed { get; }

    /// <summary>The quote of the string the cursor stands in.</summary>
    public char? Quote { get; private init; }

    /// <summary>The comparator before the cursor, outside brackets.</summary>
    public string? Comparator { get; private set; }

    /// <summary>The attribute that comparator compares, if its left side is nothing else.</summary>
    public ExpressionToken? Compared { get; private set; }

    /// <summary>What closes the innermost open bracket; <see langword="null"/> outside brackets.</summary>
    public string? Closing => _current.Open switch { "(" => ")", "[" => "]", _ => null };

    /// <summary>The filter whose arguments are being written.</summary>
    public string? Filter => _current.Filter;

    /// <summary>How many arguments it has already.</summary>
    public int ArgumentCount => _current.ArgumentCount;

    /// <summary>Whether the value before comes from several spans or events.</summary>
    public bool IsListed => _current.IsListed;

    /// <summary>Finds out about a position within an expression.</summary>
    public static ExpressionPlace Of(ExpressionRegion region, string text, int position)
    {
        var tokens = region.Tokens;
        var index = region.IndexBefore(position);
        if (index < 0 || !IsTyped(tokens[index], position))
        {
            return index >= 0 && JoinedFrom(tokens, index) is { } joined
                ? OfWord(tokens, joined, index, text, position)
                : new ExpressionPlace(new TextRange(position, 0), "").After(tokens, index >= 0 ? index + 1 : CountBefore(tokens, position));
        }

        var token = tokens[index];
        if (token.Kind == ExpressionTokenKind.String || ExpressionRegion.IsUnclosedString(token))
        {
            // What is behind a missing quote is not part of the string being typed.
            var end = token.Kind == ExpressionTokenKind.String ? token.Range.End : position;
            return new ExpressionPlace(TextRange.Between(token.Index, end), text[(token.Index + 1)..position])
            {
                Quote = text[token.Index],
            }.After(tokens, index);
        }

        return OfWord(tokens, JoinedFrom(tokens, index) ?? index, index, text, position);
    }

    private static ExpressionPlace OfWord(List<ExpressionToken> tokens, int first, int last, string text, int position)
    {
        while (first < last && last + 1 < tokens.Count && IsDashOrWord(tokens[last + 1]) && tokens[last + 1].Follows(tokens[last]))
        {
            last++;
        }

        var range = TextRange.Between(tokens[first].Index, tokens[last].Range.End);
        return new ExpressionPlace(range, text[range.Start..position]).After(tokens, first);
    }

    /// <summary>Where a comparator of several words begins that ends with a token; <see langword="null"/> when none can.</summary>
    private static int? JoinedFrom(List<ExpressionToken> tokens, int index)
    {
        var first = index;
        while (first > 0 && IsDashOrWord(tokens[first]) && IsDashOrWord(tokens[first - 1]) && tokens[first].Follows(tokens[first - 1]))
        {
            first--;
        }

        var isWordBehindValue = first < index && tokens[first].Kind == ExpressionTokenKind.Word
            && new ExpressionPlace(default, "").After(tokens, first).Expected is ExpectedPart.Continuation or ExpectedPart.FilterArgument;
        return isWordBehindValue ? first : null;
    }

    private static bool IsDashOrWord(ExpressionToken token) =>
        token.Kind == ExpressionTokenKind.Word || token.Is(ExpressionTokenKind.Operator, "-");

    /// <summary>Whether a token is still being written when the cursor touches it; signs and closed strings are not.</summary>
    private static bool IsTyped(ExpressionToken token, int position) => token.Kind switch
    {
        ExpressionTokenKind.Punctuation or ExpressionTokenKind.Operator => false,
        ExpressionTokenKind.Comparator => char.IsAsciiLetter(token.Text[0]),
        ExpressionTokenKind.String => position < token.Range.End,
        _ => true,
    };

    private static int CountBefore(List<ExpressionToken> tokens, int position) =>
        tokens.FindIndex(token => token.Kind == ExpressionTokenKind.End || token.Index >= position);

    private ExpressionPlace After(List<ExpressionToken> tokens, int count)
    {
        for (var i = 0; i < count;)
        {
            i += Pass(tokens, i);
        }

        return this;
    }

    /// <summary>Goes behind a token.</summary>
    /// <returns>How many tokens that takes.</returns>
    private int Pass(List<ExpressionToken> tokens, int index)
    {
        var token = tokens[index];
        switch (token.Kind)
        {
            case ExpressionTokenKind.Punctuation:
                PassPunctuation(token.Text);
                return 1;
            case ExpressionTokenKind.Comparator:
                PassComparator(token.Text, tokens, index);
                return 1;
            case ExpressionTokenKind.Operator:
                _current = _current with { Filter = null, IsFirst = false };
                Expected = ExpectedPart.Operand;
                return 1;
            case ExpressionTokenKind.Word:
                return PassWord(tokens, index);
            default:
                _current = _current.IsFirst ? _current with { IsListed = token.Prefix is "selected" or "event" } : _current;
                EndOperand();
                return 1;
        }
    }

    private void PassPunctuation(string sign)
    {
        switch (sign)
        {
            case "(" or "[":
                _brackets.Push(_current);
                (_current, Expected) = (new Bracket(sign), ExpectedPart.Operand);
                break;
            case ")" or "]":
                _current = _brackets.TryPop(out var outer) ? outer : _current;
                EndOperand();
                break;
            case ",":
                (_current, Expected) = (new Bracket(_current.Open), ExpectedPart.Operand);
                break;
            default:
                (_current, Expected) = (_current with { Filter = null }, ExpectedPart.FilterName);
                break;
        }
    }

    private void PassComparator(string comparator, List<ExpressionToken> tokens, int index)
    {
        if (_brackets.Count == 0)
        {
            Comparator = comparator;
            Compared = index == 1 && tokens[0].Kind == ExpressionTokenKind.Attribute ? tokens[0] : null;
        }

        (_current, Expected) = (new Bracket(_current.Open), ExpectedPart.Operand);
    }

    private int PassWord(List<ExpressionToken> tokens, int index)
    {
        if (Expected == ExpectedPart.FilterName)
        {
            _current = _current with { Filter = tokens[index].Text, ArgumentCount = 0 };
            Expected = ExpectedPart.FilterArgument;
            return 1;
        }

        if (Expected != ExpectedPart.Operand && WordComparators.Find(tokens, index, out var length) is { } comparator)
        {
            PassComparator(comparator.ToText(), tokens, index);
            return length;
        }

        if (!tokens[index + 1].Is(ExpressionTokenKind.Punctuation, "("))
        {
            EndOperand();
        }

        return 1;
    }

    private void EndOperand()
    {
        var isArgument = Filter is not null;
        _current = _current with { IsFirst = false, ArgumentCount = ArgumentCount + (isArgument ? 1 : 0) };
        Expected = isArgument ? ExpectedPart.FilterArgument : ExpectedPart.Continuation;
    }

    /// <summary>What is known within a pair of brackets, or outside all.</summary>
    private sealed record Bracket(string Open)
    {
        public string? Filter { get; init; }

        public int ArgumentCount { get; init; }

        public bool IsListed { get; init; }

        public bool IsFirst { get; init; } = true;
    }
}
