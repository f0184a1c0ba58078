using Tracetest.Web.Components.Assertions;

namespace Tracetest.Web.Components.Tests;

/// <summary>What the form can say of a selector or an assertion while it is typed.</summary>
/// <remarks>Only what is plain without the language's own parsers: brackets that do not close, a missing comparison.</remarks>
internal static class SpecLanguage
{
    public static string? SelectorFault(string selector) => selector.Length == 0 ? null
        : !selector.StartsWith("span", StringComparison.Ordinal) ? "A selector begins with span[…]; leave it empty to select every span."
        : Unclosed(selector);

    public static string? AssertionFault(string assertion) => Unclosed(assertion)
        ?? (AssertionText.Of(assertion) is { Comparison: "" } or { Right: "" } ? "An assertion compares two sides, as in attr:http.status_code = 200." : null);

    private static string? Unclosed(string text)
    {
        var quote = '\0';
        var open = 0;
        foreach (var character in text)
        {
            quote = quote == '\0' ? character is '"' or '\'' or '`' ? character : '\0' : character == quote ? '\0' : quote;
            open += quote != '\0' ? 0 : character switch { '[' or '(' => 1, ']' or ')' => -1, _ => 0 };
        }

        return quote != '\0' ? $"The text in {quote} is not closed." : open != 0 ? "The brackets do not match." : null;
    }
}
