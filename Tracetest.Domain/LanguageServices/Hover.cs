using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.LanguageServices;

/// <summary>Explains what stands at a place of a text. Stateless, thread-safe.</summary>
public static class Hover
{
    /// <summary>What stands at a position; <see langword="null"/> where there is nothing to explain, and for a text that is too long.</summary>
    /// <param name="text">The text, sound or not.</param>
    /// <param name="position">Zero-based, in UTF-16 units; beyond the text's ends counts as at them.</param>
    /// <param name="kind">What the text is written in.</param>
    /// <param name="context">Where values come from.</param>
    /// <remarks>Never fails. Functions of chance give an example.</remarks>
    public static HoverText? At(string text, int position, LanguageKind kind, LanguageContext context)
    {
        if (text.Length > LanguageLimits.MaxLength)
        {
            return null;
        }

        var cursor = Math.Clamp(position, 0, text.Length);
        if (kind == LanguageKind.Selector)
        {
            return SelectorHover.At(text, cursor, context);
        }

        return ExpressionRegion.Find(text, cursor, kind) is { } region
            ? new ExpressionHover(text, region, kind == LanguageKind.Assertion && !region.IsHole, context).At(cursor)
            : null;
    }
}
