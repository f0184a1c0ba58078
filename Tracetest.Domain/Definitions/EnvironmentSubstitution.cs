using System.Text.RegularExpressions;

namespace Tracetest.Domain.Definitions;

/// <summary>Puts variables of the operating system's environment into the text of a definition file, before it is parsed.</summary>
/// <remarks>
/// Source: spec language 10.4. Only <c>${NAME}</c> with a name of ASCII letters, digits and <c>_</c> is replaced; whatever else stands in
/// <c>${…}</c> belongs to the test language and is left for the server. One pass: a value put in is not looked at again (reference: it
/// may be). Pure, thread-safe; linear in the text.
/// </remarks>
public static partial class EnvironmentSubstitution
{
    /// <summary>The text with every <c>${NAME}</c> replaced by the variable's value, by nothing when there is none.</summary>
    /// <param name="text">The raw text of the file.</param>
    /// <param name="valueOf">A variable's value; <see langword="null"/> when it is not set. Names are case-sensitive.</param>
    public static string Apply(string text, Func<string, string?> valueOf) =>
        Reference().Replace(text, match => valueOf(match.Groups["name"].Value) ?? "");

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z0-9_]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
