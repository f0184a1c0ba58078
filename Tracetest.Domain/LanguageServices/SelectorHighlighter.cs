using Tracetest.Domain.Selectors;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.LanguageServices;

/// <summary>Tells the pieces of selectors apart.</summary>
internal static class SelectorHighlighter
{
    public static void Read(string text, ClassifiedPieces pieces)
    {
        foreach (var (range, tokenClass) in Pieces(text))
        {
            pieces.Add(range, tokenClass);
        }
    }

    /// <summary>Whether a position lies in a comment.</summary>
    public static bool IsInComment(string text, int position) => Pieces(text).Any(piece =>
        piece.Class == TokenClass.Comment && piece.Range.Start < position
        && (position < piece.Range.End || (position == piece.Range.End && !text.AsSpan(0, position).EndsWith("*/"))));

    private static IEnumerable<ClassifiedRange> Pieces(string text)
    {
        var tokens = SelectorWalk.Read(text);
        var walk = new SelectorWalk(text, tokens);
        var next = 0;
        for (var i = 0; tokens[i].Kind != SelectorTokenKind.End;)
        {
            var (count, tokenClass) = walk.Pass(i);
            var range = TextRange.Between(tokens[i].Range.Start, tokens[i + count - 1].Range.End);
            foreach (var piece in Comments(text, next, range.Start).Append(new ClassifiedRange(range, tokenClass)))
            {
                yield return piece;
            }

            next = range.End;
            i += count;
        }

        foreach (var piece in Comments(text, next, text.Length))
        {
            yield return piece;
        }
    }

    /// <summary>What stands between two tokens: comments, and behind too many faults text that was not read.</summary>
    private static IEnumerable<ClassifiedRange> Comments(string text, int start, int end)
    {
        for (var i = start; i < end;)
        {
            var length = LengthOfBlank(text.AsSpan(i, end - i), out var tokenClass);
            if (tokenClass is { } found)
            {
                yield return new ClassifiedRange(new TextRange(i, length), found);
            }

            i += length;
        }
    }

    private static int LengthOfBlank(ReadOnlySpan<char> rest, out TokenClass? tokenClass)
    {
        var white = rest.Length - rest.TrimStart().Length;
        if (white > 0)
        {
            tokenClass = null;
            return white;
        }

        var isBlock = rest.StartsWith("/*");
        tokenClass = isBlock || rest.StartsWith("//") ? TokenClass.Comment : TokenClass.Error;
        var end = isBlock ? rest.IndexOf("*/") : rest.IndexOf('\n');
        return end < 0 || tokenClass == TokenClass.Error ? rest.Length : end + (isBlock ? 2 : 0);
    }
}
