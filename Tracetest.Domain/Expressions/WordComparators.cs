namespace Tracetest.Domain.Expressions;

/// <summary>The comparators that are words and that the original does not have.</summary>
/// <remarks>
/// They are told from words by their place alone, behind a complete expression, so that no text the original reads changes its
/// meaning: <c>matches(…)</c> stays a function call wherever one may stand.
/// </remarks>
internal static class WordComparators
{
    private static readonly (string Text, Comparator Comparator)[] All =
    [
        ("starts-with", Comparator.StartsWith),
        ("ends-with", Comparator.EndsWith),
        ("not-matches", Comparator.NotMatches),
        ("matches", Comparator.Matches),
    ];

    /// <summary>Whether such a comparator stands at the start of a text, and no function call.</summary>
    public static bool IsAt(ReadOnlySpan<char> text)
    {
        foreach (var (word, _) in All)
        {
            if (text.StartsWith(word, StringComparison.Ordinal))
            {
                var rest = text[word.Length..];
                return (rest.IsEmpty || !ExpressionLexer.IsWordPart(rest[0])) && !IsCall(word, rest);
            }
        }

        return false;
    }

    /// <summary>The comparator that begins with the token at a position; <see langword="null"/> when there is none.</summary>
    /// <param name="tokens">The tokens, the last one the end.</param>
    /// <param name="position">Where to look.</param>
    /// <param name="length">How many tokens it takes.</param>
    public static Comparator? Find(List<ExpressionToken> tokens, int position, out int length)
    {
        foreach (var (text, comparator) in All)
        {
            var words = text.Split('-');
            length = (words.Length * 2) - 1;
            if (IsAt(tokens, position, words))
            {
                return comparator;
            }
        }

        length = 0;
        return null;
    }

    private static bool IsAt(List<ExpressionToken> tokens, int position, string[] words)
    {
        if (!tokens[position].Is(ExpressionTokenKind.Word, words[0]))
        {
            return false;
        }

        return words.Length == 1 || (position + 2 < tokens.Count
            && tokens[position + 1].Is(ExpressionTokenKind.Operator, "-") && tokens[position + 1].Follows(tokens[position])
            && tokens[position + 2].Is(ExpressionTokenKind.Word, words[1]) && tokens[position + 2].Follows(tokens[position + 1]));
    }

    private static bool IsCall(string word, ReadOnlySpan<char> rest) =>
        word == "matches" && rest.TrimStart(" \t\r\n\f").StartsWith("(", StringComparison.Ordinal);
}
