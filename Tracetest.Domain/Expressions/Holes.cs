using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions;

/// <summary>Finds <c>${…}</c> in texts and in strings of expressions.</summary>
internal static class Holes
{
    private const string Opening = "${";

    /// <summary>Where the next hole of a text opens; -1 when none does. <c>${}</c>, and <c>${</c> with no <c>}</c> after it, are none.</summary>
    public static int Next(string text, int start)
    {
        for (var open = text.IndexOf(Opening, start, StringComparison.Ordinal); open >= 0;)
        {
            var close = text.IndexOf('}', open);
            if (close != open + Opening.Length)
            {
                return close < 0 ? -1 : open;
            }

            open = text.IndexOf(Opening, close, StringComparison.Ordinal);
        }

        return -1;
    }

    /// <summary>The holes between the quotes of a string; each ends at the first <c>}</c>.</summary>
    public static IEnumerable<(int Open, int Close)> InString(string text, int start, int end)
    {
        for (var at = start; at < end;)
        {
            var open = text.IndexOf(Opening, at, end - at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : text.IndexOf('}', open, end - open);
            if (close < 0)
            {
                yield break;
            }

            if (close > open + Opening.Length)
            {
                yield return (open, close);
            }

            at = close + 1;
        }
    }

    /// <summary>A hole without end is text, and hardly meant as such.</summary>
    public static Diagnostic UnclosedWarning(TextRange range) => new(
        range, "`${` without `}`", "`}` at the end of the expression", "as it stands it is plain text", DiagnosticSeverity.Warning);

    /// <summary>Where a <c>${</c> stands with no <c>}</c> after it, in a stretch whose holes have been passed over or not.</summary>
    public static int? Unclosed(string text, int start, int end)
    {
        var close = end > start ? text.LastIndexOf('}', end - 1, end - start) : -1;
        var from = Math.Max(start, close + 1);
        var open = text.IndexOf(Opening, from, end - from, StringComparison.Ordinal);
        return open < 0 ? null : open;
    }
}
