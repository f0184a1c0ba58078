namespace Tracetest.Domain.Syntax;

/// <summary>How large a text of the test language may be. Texts come from users, and reading them must stay cheap.</summary>
public static class LanguageLimits
{
    /// <summary>Longest selector, expression or assertion, in UTF-16 units.</summary>
    public const int MaxLength = 100_000;

    /// <summary>How deep steps, lists, calls, groups and brackets may nest.</summary>
    public const int MaxDepth = 64;

    internal static Diagnostic? TooLong(string text) => text.Length <= MaxLength
        ? null
        : new Diagnostic(TextRange.Between(MaxLength, text.Length), $"{text.Length} characters", $"at most {MaxLength}");

    internal static Diagnostic TooDeep(int index) =>
        new(new TextRange(index, 1), $"more than {MaxDepth} levels, one in the other", "fewer");
}
