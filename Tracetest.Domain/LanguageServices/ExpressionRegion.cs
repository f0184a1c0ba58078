using Tracetest.Domain.Expressions;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.LanguageServices;

/// <summary>The innermost expression a cursor stands in: the whole text, or what is between <c>${</c> and <c>}</c>.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="IsHole">Whether it stands between <c>${</c> and <c>}</c>.</param>
/// <param name="Tokens">Its tokens, the last one the end; positions count from the start of the whole text.</param>
internal sealed record ExpressionRegion(int Start, int End, bool IsHole, List<ExpressionToken> Tokens)
{
    /// <summary>The expression at a position; <see langword="null"/> in text that stands for itself.</summary>
    /// <remarks>A hole need not be closed: it is being typed.</remarks>
    public static ExpressionRegion? Find(string text, int position, LanguageKind kind)
    {
        var region = kind == LanguageKind.Text ? FindInText(text, position) : Of(text, 0, text.Length, isHole: false);
        for (var depth = 0; region is not null && depth < LanguageLimits.MaxDepth; depth++)
        {
            if (region.FindInString(text, position) is not { } inner)
            {
                break;
            }

            region = inner;
        }

        return region;
    }

    /// <summary>The index of the token before or around a position; -1 when white space or nothing is before it.</summary>
    public int IndexBefore(int position) => Tokens.FindIndex(token =>
        token.Kind != ExpressionTokenKind.End && token.Index < position && position <= token.Range.End);

    /// <summary>Whether a token is a string without its closing quote.</summary>
    public static bool IsUnclosedString(ExpressionToken token) => token is { Kind: ExpressionTokenKind.Unknown, Text: ['"' or '\'', ..] };

    private static ExpressionRegion Of(string text, int start, int end, bool isHole)
    {
        var tokens = ExpressionLexer.Read(text, start, end, new DiagnosticBag(), isHole);
        return new ExpressionRegion(start, tokens[^1].Index, isHole, tokens);
    }

    private static ExpressionRegion? FindInText(string text, int position)
    {
        for (var open = text.IndexOf("${", StringComparison.Ordinal); open >= 0 && open + 2 <= position;)
        {
            var region = Of(text, open + 2, text.Length, isHole: true);
            if (position <= region.End)
            {
                return region;
            }

            open = text.IndexOf("${", region.End, StringComparison.Ordinal);
        }

        return null;
    }

    private ExpressionRegion? FindInString(string text, int position)
    {
        var token = IndexBefore(position) is >= 0 and var index ? Tokens[index] : default;
        var isUnclosed = IsUnclosedString(token);
        if ((token.Kind != ExpressionTokenKind.String && !isUnclosed) || (position == token.Range.End && !isUnclosed))
        {
            return null;
        }

        var end = token.Range.End - (isUnclosed ? 0 : 1);
        var open = text.LastIndexOf("${", position - 1, position - token.Index, StringComparison.Ordinal);
        if (open < 0 || text.IndexOf('}', open, position - open) >= 0)
        {
            return null;
        }

        var close = text.IndexOf('}', position, end - position);
        return Of(text, open + 2, close < 0 ? end : close, isHole: true);
    }
}
