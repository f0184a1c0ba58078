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
        foreach (var (open, close) in Holes.InString(text, next, end))
        {
            AddLiteral(parts, next, open);
            var holeEnd = close;
            parts.Add(new TextPart.Hole(ExpressionParser.ReadHole(text, open + 2, ref holeEnd, errors)));
            next = close + 1;
        }

        AddLiteral(parts, next, end);
        return new Term.String(token.Text[0], parts.ToImmutable());
    }

    private void AddLiteral(ImmutableArray<TextPart>.Builder parts, int start, int end)
    {
        if (end > start)
        {
            parts.Add(new TextPart.Literal(text[start..end]));
        }
    }
}
