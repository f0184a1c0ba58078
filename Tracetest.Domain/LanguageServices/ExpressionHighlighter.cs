using Tracetest.Domain.Expressions;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.LanguageServices;

/// <summary>Tells the pieces of expressions apart.</summary>
internal sealed class ExpressionHighlighter(string text, ClassifiedPieces pieces)
{
    /// <summary>Reads an expression or an assertion.</summary>
    /// <returns>Where it ended: at <paramref name="end"/>, or at the <c>}</c> that ends a hole.</returns>
    public int Read(int start, int end, bool isHole = false)
    {
        var tokens = ExpressionLexer.Read(text, start, end, new DiagnosticBag(), isHole);
        for (var i = 0; i < tokens.Count - 1;)
        {
            i += Add(tokens, i);
        }

        return tokens[^1].Index;
    }

    /// <summary>Reads a text of a trigger.</summary>
    public void ReadText()
    {
        var next = 0;
        for (var open = Holes.Next(text, 0); open >= 0; open = Holes.Next(text, next))
        {
            pieces.Add(next, open, TokenClass.Text);
            pieces.Add(open, open + 2, TokenClass.Interpolation);
            var end = Read(open + 2, text.Length, isHole: true);
            next = Math.Min(end + 1, text.Length);
            pieces.Add(end, next, TokenClass.Interpolation);
        }

        if (Holes.Unclosed(text, next, text.Length) is { } unclosed)
        {
            pieces.Add(next, unclosed, TokenClass.Text);
            pieces.Add(unclosed, unclosed + 2, TokenClass.Error);
            next = unclosed + 2;
        }

        pieces.Add(next, text.Length, TokenClass.Text);
    }

    /// <summary>Adds the piece that begins with a token.</summary>
    /// <returns>How many tokens it takes.</returns>
    private int Add(List<ExpressionToken> tokens, int index)
    {
        var token = tokens[index];
        switch (token.Kind)
        {
            case ExpressionTokenKind.String:
                AddString(token.Range);
                return 1;
            case ExpressionTokenKind.Word when IsWordComparator(tokens, index, out var length):
                pieces.Add(token.Index, tokens[index + length - 1].Range.End, TokenClass.Comparator);
                return length;
            default:
                pieces.Add(token.Range, ClassOf(tokens, index));
                return 1;
        }
    }

    private static TokenClass ClassOf(List<ExpressionToken> tokens, int index) => tokens[index].Kind switch
    {
        ExpressionTokenKind.Punctuation => tokens[index].Text == "|" ? TokenClass.Operator : TokenClass.Punctuation,
        ExpressionTokenKind.Operator => TokenClass.Operator,
        ExpressionTokenKind.Comparator => TokenClass.Comparator,
        ExpressionTokenKind.Duration => TokenClass.Duration,
        ExpressionTokenKind.Number => TokenClass.Number,
        ExpressionTokenKind.Attribute => TokenClass.Attribute,
        ExpressionTokenKind.Variable => TokenClass.Variable,
        ExpressionTokenKind.Word => ClassOfWord(tokens, index),
        _ => TokenClass.Error,
    };

    private static TokenClass ClassOfWord(List<ExpressionToken> tokens, int index) =>
        index > 0 && tokens[index - 1].Is(ExpressionTokenKind.Punctuation, "|") ? TokenClass.Filter
        : tokens[index + 1].Is(ExpressionTokenKind.Punctuation, "(") ? TokenClass.Function
        : tokens[index].Text is "true" or "false" ? TokenClass.Keyword
        : TokenClass.Error;

    private static bool IsWordComparator(List<ExpressionToken> tokens, int index, out int length)
    {
        length = 0;
        return index > 0 && EndsOperand(tokens[index - 1])
            && WordComparators.Find(tokens, index, out length) is { } comparator
            && !(comparator == Comparator.Matches && tokens[index + 1].Is(ExpressionTokenKind.Punctuation, "("));
    }

    private static bool EndsOperand(ExpressionToken token) => token.Kind switch
    {
        ExpressionTokenKind.Comparator or ExpressionTokenKind.Operator => false,
        ExpressionTokenKind.Punctuation => token.Text is ")" or "]",
        _ => true,
    };

    private void AddString(TextRange range)
    {
        var next = range.Start;
        foreach (var (open, close) in Holes.InString(text, range.Start + 1, range.End - 1))
        {
            pieces.Add(next, open, TokenClass.String);
            pieces.Add(open, open + 2, TokenClass.Interpolation);
            Read(open + 2, close, isHole: true);
            pieces.Add(close, close + 1, TokenClass.Interpolation);
            next = close + 1;
        }

        pieces.Add(next, range.End, TokenClass.String);
    }
}
