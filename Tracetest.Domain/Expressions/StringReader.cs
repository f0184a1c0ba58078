using System.Collections.Immutable;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions;

/// <summary>Splits strings at their holes; a hole ends at the first <c>}</c>, and <c>${}</c> is none.</summary>
internal sealed class StringReader(string text, DiagnosticBag errors)
{
    public Term.String Read(ExpressionToken token)
    {
        var (next, end) = (token.Index + 1, token.Range.End - 1);
        var parts = ImmutableArray.CreateBuilder<TextPart>();
        foreach (var (open, close) in Holes(next, end))
        {
            AddLiteral(parts, next, open);
            var holeEnd = close;
            parts.Add(new TextPart.Hole(ExpressionParser.ReadHole(text, open + 2, ref holeEnd, errors)));
            next = close + 1;
        }

        AddLiteral(parts, next, end);
        return new Term.String(token.Text[0], parts.ToImmutable());
    }

    private IEnumerable<(int Open, int Close)> Holes(int start, int end)
    {
        for (var at = start; at < end;)
        {
            var open = text.IndexOf("${", at, end - at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : text.IndexOf('}', open, end - open);
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
            parts.Add(new TextPart.Literal(text[start..end]));
        }
    }
}
