using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions;

/// <summary>Walks along the tokens of an expression.</summary>
internal sealed class TokenReader(List<ExpressionToken> tokens, DiagnosticBag errors)
{
    private const int MaxJoined = 64;

    private int _position;
    private int _lastFault = -2;

    public ExpressionToken Current => tokens[_position];

    public ExpressionToken Following => tokens[Math.Min(_position + 1, tokens.Count - 1)];

    /// <summary>The token taken last; before the first, the first.</summary>
    public ExpressionToken Previous => tokens[Math.Max(0, _position - 1)];

    /// <summary>Whether a term can begin here, as the original knows terms.</summary>
    public bool IsAtTerm =>
        Current.Kind is not (ExpressionTokenKind.End or ExpressionTokenKind.Comparator or ExpressionTokenKind.Operator)
        && (Current.Kind != ExpressionTokenKind.Punctuation || Current.Text == "[");

    /// <summary>Whether an operand can begin here.</summary>
    public bool IsAtOperand => IsAtTerm || Current.Is(ExpressionTokenKind.Operator, "-") || Current.Is(ExpressionTokenKind.Punctuation, "(");

    /// <summary>Whether a comparator made of words stands here, where a filter's argument could stand too.</summary>
    public bool IsAtWordComparator => WordComparators.Find(tokens, _position, out var length) is { } comparator
        && !(comparator == Comparator.Matches && tokens[_position + length].Is(ExpressionTokenKind.Punctuation, "("));

    /// <summary>Takes the current token; the end stays.</summary>
    public ExpressionToken Take()
    {
        var token = Current;
        _position += token.Kind == ExpressionTokenKind.End ? 0 : 1;
        return token;
    }

    public bool TryTake(string punctuation)
    {
        var isThere = Current.Is(ExpressionTokenKind.Punctuation, punctuation);
        _position += isThere ? 1 : 0;
        return isThere;
    }

    public Comparator? TryTakeWordComparator()
    {
        var comparator = WordComparators.Find(tokens, _position, out var length);
        _position += comparator is null ? 0 : length;
        return comparator;
    }

    /// <summary>The text from here on as far as words hang together by dashes, or a little more than any comparator has.</summary>
    public string Joined
    {
        get
        {
            var text = Current.Text;
            for (var i = _position + 1; text.Length < MaxJoined && i < tokens.Count - 1 && tokens[i].Follows(tokens[i - 1]); i++)
            {
                text += tokens[i].Text;
            }

            return text;
        }
    }

    /// <summary>
    /// Notes that something else should stand here. What no rule read has been noted already, and right behind a fault another one
    /// is most likely its consequence.
    /// </summary>
    public void Fail(string expected, string hint = "") => FailAt(_position, expected, hint);

    /// <summary>Notes that something else should stand where the token taken last stands.</summary>
    public void FailAtPrevious(string expected, string hint) => FailAt(_position - 1, expected, hint);

    /// <summary>Goes on to a token that can begin a term, at least one further.</summary>
    public void SkipToStart()
    {
        do
        {
            Take();
        }
        while (!IsAtTerm && Current.Kind != ExpressionTokenKind.End);
    }

    /// <summary>Goes on behind a closing bracket, or to the comparator or the end before it.</summary>
    public void SkipBehind(string close)
    {
        while (Current.Kind is not (ExpressionTokenKind.End or ExpressionTokenKind.Comparator) && !TryTake(close))
        {
            Take();
        }
    }

    /// <summary>Goes behind the next comparator; when there is none, behind a word or sign that stands in its place.</summary>
    public void SkipWrongComparator()
    {
        var next = tokens.FindIndex(_position, token => token.Kind == ExpressionTokenKind.Comparator);
        if (next >= 0)
        {
            _position = next + 1;
            return;
        }

        while (Current.Kind is ExpressionTokenKind.Unknown or ExpressionTokenKind.Word or ExpressionTokenKind.Operator
            && Following.Kind != ExpressionTokenKind.End)
        {
            Take();
        }
    }

    public void SkipToEnd()
    {
        _position = tokens.Count - 1;
        _lastFault = _position - 1;
    }

    private void FailAt(int position, string expected, string hint)
    {
        var token = tokens[position];
        var isConsequence = position <= _lastFault + 1 || (position > 0 && tokens[position - 1].Kind == ExpressionTokenKind.Unknown);
        if (token.Kind != ExpressionTokenKind.Unknown && !isConsequence)
        {
            errors.Add(new Diagnostic(token.Range, token.Described, expected, hint));
        }

        _lastFault = position;
    }
}
