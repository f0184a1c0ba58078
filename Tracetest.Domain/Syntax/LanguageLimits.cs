namespace Tracetest.Domain.Syntax;

/// <summary>How large a text of the test language may be. Texts come from users, and reading them must stay cheap.</summary>
public static class LanguageLimits
{
    /// <summary>Longest selector, expression or assertion, in UTF-16 units.</summary>
    public const int MaxLength = 100_000;

    /// <summary>How deep steps, lists, calls, groups and brackets may nest.</summary>
    public const int MaxDepth = 64;

    internal static SyntaxError? TooLong(string text) => text.Length <= MaxLength
        ? null
        : new SyntaxError(MaxLength, $"the text is longer than {MaxLength} characters");

    internal static SyntaxError TooDeep(int index) => new(index, $"nested more than {MaxDepth} levels deep");
}
