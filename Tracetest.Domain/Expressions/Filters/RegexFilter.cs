using System.Text.RegularExpressions;
using Tracetest.Domain.Patterns;

namespace Tracetest.Domain.Expressions.Filters;

/// <summary><c>regex</c> and <c>regex_group</c>: all matches of a pattern, or the groups of all matches.</summary>
internal static class RegexFilter
{
    // Texts are bounded by the trace's limits and the engine is linear, so this is for a machine that stands still.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Compiles a pattern of the RE2 dialect.</summary>
    /// <param name="name">The filter's name, for messages.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="collect">What of each match counts.</param>
    public static Filter Prepare(string name, string pattern, Func<Match, IEnumerable<string>> collect)
    {
        var translated = PatternTranslator.Translate(pattern);
        if (!translated.IsValid)
        {
            return FilterCatalog.Fails(name, $"invalid regex `{pattern}`: {translated.Error}");
        }

        try
        {
            var regex = new Regex(translated.Value, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Timeout);
            return (value, _) => Apply(name, regex, value, collect);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return FilterCatalog.Fails(name, $"invalid regex `{pattern}`");
        }
    }

    /// <summary>The text of a match.</summary>
    public static IEnumerable<string> Matches(Match match) => [match.Value];

    /// <summary>The texts of a match's groups, empty for a group that took no part.</summary>
    public static IEnumerable<string> Groups(Match match) => match.Groups.Values.Skip(1).Select(group => group.Value);

    private static Evaluated Apply(string name, Regex regex, Value value, Func<Match, IEnumerable<string>> collect)
    {
        if (value.IsList)
        {
            return FilterCatalog.Fault(name, "cannot process array");
        }

        var texts = new List<string>();
        try
        {
            var previousEnd = -1;
            for (var match = regex.Match(value.Text); match.Success; match = match.NextMatch())
            {
                // An empty match that touches the one before does not count: RE2's rule, not .NET's.
                if (match.Length > 0 || match.Index != previousEnd)
                {
                    texts.AddRange(collect(match));
                }

                previousEnd = match.Length > 0 ? match.Index + match.Length : -1;
            }
        }
        catch (RegexMatchTimeoutException)
        {
            return FilterCatalog.Fault(name, $"no result within {Timeout.TotalSeconds} seconds");
        }

        return Value.OfHits(texts);
    }
}
