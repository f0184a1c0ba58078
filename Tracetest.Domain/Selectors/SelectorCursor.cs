using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Selectors;

/// <summary>The tokens of a selector, and how far they are read.</summary>
internal sealed class SelectorCursor(string text, SelectorFaults faults)
{
    private readonly List<SelectorToken> _tokens = SelectorLexer.Read(text, faults);
    private int _position;

    public SelectorFaults Faults => faults;

    public SelectorToken Current => _tokens[_position];

    public bool IsAtEnd => Current.Kind == SelectorTokenKind.End;

    /// <summary>Where the token read last ends; 0 before the first.</summary>
    public int LastEnd => _position == 0 ? 0 : _tokens[_position - 1].Range.End;

    /// <summary>Whether nothing stands between the token read last and the current one.</summary>
    public bool IsAdjacent => _position > 0 && !IsAtEnd && Current.Range.Start == LastEnd;

    /// <summary>Whether a step begins here, be the word misspelt.</summary>
    public bool IsAtStep => Current.Kind == SelectorTokenKind.Word && Peek(1).IsSymbol("[");

    /// <summary>Whether one of these symbols stands here.</summary>
    public bool IsAtAnyOf(params ReadOnlySpan<string> symbols) => Current.Kind == SelectorTokenKind.Symbol && symbols.Contains(Current.Text);

    /// <summary>A token further on; the end beyond the end.</summary>
    public SelectorToken Peek(int ahead) => _tokens[Math.Min(_position + ahead, _tokens.Count - 1)];

    public SelectorToken Take()
    {
        var token = Current;
        _position += IsAtEnd ? 0 : 1;
        return token;
    }

    public bool TryTake(string token)
    {
        var isThere = Current.Is(token);
        _position += isThere ? 1 : 0;
        return isThere;
    }

    public bool Expect(string token, string hint = "")
    {
        if (TryTake(token))
        {
            return true;
        }

        FailHere($"`{token}`", hint);
        return false;
    }

    /// <summary>The word that begins some tokens on, with the words joined to it by dashes.</summary>
    public (string Text, int Tokens, TextRange Range) JoinedWord(int ahead = 0)
    {
        var first = Peek(ahead);
        if (first.Kind != SelectorTokenKind.Word)
        {
            return ("", 0, first.Range);
        }

        var count = 1;
        while (IsDashedWordAt(ahead + count))
        {
            count += 2;
        }

        var range = TextRange.Between(first.Range.Start, Peek(ahead + count - 1).Range.End);
        return (Slice(range), count, range);
    }

    /// <summary>The operator that begins some tokens on; <see langword="null"/> when none does.</summary>
    public (FilterOperator Operator, int Tokens, TextRange Range)? OperatorAt(int ahead)
    {
        if (Peek(ahead) is { Kind: SelectorTokenKind.Symbol } symbol)
        {
            return FilterOperators.Find(symbol.Text) is { } known ? (known, 1, symbol.Range) : null;
        }

        var word = JoinedWord(ahead);
        return FilterOperators.Find(word.Text) is { } found ? (found, word.Tokens, word.Range) : null;
    }

    /// <summary>Whether what begins some tokens on goes on as a filter whose property was just read.</summary>
    public bool ContinuesFilterAt(int ahead)
    {
        if (Peek(ahead).IsSymbol("."))
        {
            return true;
        }

        return OperatorAt(ahead) is { } found && (Peek(ahead).Kind == SelectorTokenKind.Symbol || IsValueAt(ahead + found.Tokens));
    }

    public string Slice(TextRange range) => text.Substring(range.Start, range.Length);

    /// <summary>Where a character of a string's decoded text stands, the string beginning at a position.</summary>
    public int Locate(int start, int decoded) => StringEscapes.Locate(text, start, decoded);

    public TextRange RangeFrom(int start) => TextRange.Between(start, LastEnd);

    /// <summary>From a position up to the first white space or character of the given ones.</summary>
    public TextRange RunFrom(int start, string stops)
    {
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && !stops.Contains(text[end], StringComparison.Ordinal))
        {
            end++;
        }

        return TextRange.Between(start, end);
    }

    /// <summary>From a position up to the first line end or character of the given ones, without white space at the end.</summary>
    public TextRange LineFrom(int start, string stops)
    {
        var length = text.AsSpan(start).IndexOfAny(stops) is >= 0 and var stop ? stop : text.Length - start;
        return new TextRange(start, text.AsSpan(start, length).TrimEnd().Length);
    }

    public void SkipTo(int position)
    {
        while (!IsAtEnd && Current.Range.Start < position)
        {
            _position++;
        }
    }

    public void SkipUntil(Func<bool> isReached)
    {
        while (!IsAtEnd && !isReached())
        {
            _position++;
        }
    }

    public void FailHere(string expected, string hint = "")
    {
        if (!Current.IsFaulty)
        {
            faults.Add(Current.Range, expected, hint);
        }
    }

    private bool IsDashedWordAt(int ahead) =>
        Peek(ahead).IsSymbol("-") && Peek(ahead).Range.Start == Peek(ahead - 1).Range.End
        && Peek(ahead + 1).Kind == SelectorTokenKind.Word && Peek(ahead + 1).Range.Start == Peek(ahead).Range.End;

    private bool IsValueAt(int ahead) => Peek(ahead) is var token
        && (token.IsNumber || token.Kind == SelectorTokenKind.String || token.IsSymbol("-") || token.Is("true") || token.Is("false"));
}
