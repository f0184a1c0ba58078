using System.Text.RegularExpressions;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Patterns;

/// <summary>A user's pattern of the RE2 dialect, ready for any number of texts. Immutable, thread-safe.</summary>
public sealed class Pattern
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly Regex _regex;

    private Pattern(Regex regex) => _regex = regex;

    /// <summary>Reads a pattern.</summary>
    public static Parsed<Pattern> Parse(string text)
    {
        var translated = PatternTranslator.Translate(text);
        return translated.IsValid
            ? Parsed<Pattern>.Of(new Pattern(new Regex(translated.Value, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Timeout)))
            : Parsed<Pattern>.Fault(translated.Errors);
    }

    /// <summary>Whether the pattern matches somewhere in a text; <see langword="null"/> when that takes too long.</summary>
    public bool? IsMatch(string text)
    {
        try
        {
            return _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
