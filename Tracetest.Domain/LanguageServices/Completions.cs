using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.LanguageServices;

/// <summary>Tells what may be written at a place of a text. Stateless, thread-safe.</summary>
public static class Completions
{
    /// <summary>What may be written at a position, as far as it begins with what is typed there already; the best first.</summary>
    /// <param name="text">The text, as far as it is written; it need not be sound.</param>
    /// <param name="position">The cursor: zero-based, in UTF-16 units; beyond the text's ends counts as at them.</param>
    /// <param name="kind">What the text is written in.</param>
    /// <param name="context">Where names and values come from.</param>
    /// <remarks>Never fails. The same arguments give the same answer. None for a text that is too long.</remarks>
    public static CompletionList At(string text, int position, LanguageKind kind, LanguageContext context)
    {
        var cursor = Math.Clamp(position, 0, text.Length);
        if (text.Length > LanguageLimits.MaxLength)
        {
            return Nothing(cursor);
        }

        if (kind == LanguageKind.Selector)
        {
            return SelectorCompletions.At(text, cursor, context);
        }

        return ExpressionRegion.Find(text, cursor, kind) is { } region
            ? new ExpressionCompletions(ExpressionPlace.Of(region, text, cursor), kind == LanguageKind.Assertion && !region.IsHole, context).ToList()
            : Nothing(cursor);
    }

    internal static CompletionList Nothing(int position) => new(new TextRange(position, 0), []);
}
