using System.Text.RegularExpressions;
using Tracetest.Domain.Patterns;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Selectors;

/// <summary>A pattern of the RE2 dialect, prepared: the one place where selectors meet the pattern engine.</summary>
internal sealed class FilterPattern
{
    private readonly Regex _regex;

    private FilterPattern(Regex regex) => _regex = regex;

    /// <summary>Reads a pattern; the faults' ranges lie in the pattern.</summary>
    public static Parsed<FilterPattern> Parse(string pattern)
    {
        var translated = PatternTranslator.Translate(pattern);
        if (!translated.IsValid)
        {
            return Parsed<FilterPattern>.Fault(translated.Errors);
        }

        try
        {
            var regex = new Regex(translated.Value, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
            return Parsed<FilterPattern>.Of(new FilterPattern(regex));
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return Parsed<FilterPattern>.Fault(new Diagnostic(new TextRange(0, pattern.Length), $"`{pattern}`", "a pattern of the RE2 dialect"));
        }
    }

    /// <summary>Whether the pattern is found anywhere in a text.</summary>
    public bool IsMatch(string text) => _regex.IsMatch(text);
}
