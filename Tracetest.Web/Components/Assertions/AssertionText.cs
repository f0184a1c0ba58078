namespace Tracetest.Web.Components.Assertions;

/// <summary>An assertion's text taken apart for display; the language's own parser decides what it means.</summary>
/// <param name="Left">Before the comparison; the whole text when none was found.</param>
/// <param name="Comparison">E.g. <c>&lt;</c> or <c>contains</c>; empty when none was found.</param>
/// <param name="Right">After it.</param>
public sealed record AssertionText(string Left, string Comparison, string Right)
{
    private static readonly string[] Comparisons = [" not-contains ", " contains ", " json-contains ", " != ", " <= ", " >= ", " = ", " < ", " > "];

    public static AssertionText Of(string text)
    {
        var best = (At: -1, Comparison: "");
        var quote = '\0';
        for (var i = 0; i < text.Length && best.At < 0; i++)
        {
            quote = quote == '\0' ? text[i] is '"' or '\'' or '`' ? text[i] : '\0' : text[i] == quote ? '\0' : quote;
            if (quote == '\0' && text[i] == ' ')
            {
                best = Comparisons.Where(comparison => string.CompareOrdinal(text, i, comparison, 0, comparison.Length) == 0)
                    .Select(comparison => (i, comparison)).FirstOrDefault((-1, ""));
            }
        }

        return best.At < 0
            ? new AssertionText(text, "", "")
            : new AssertionText(text[..best.At], best.Comparison.Trim(), text[(best.At + best.Comparison.Length)..]);
    }
}
