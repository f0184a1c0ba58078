using Tracetest.Domain.Patterns;

namespace Tracetest.Domain.Expressions.Filters;

/// <summary><c>regex</c> and <c>regex_group</c>: all matches of a pattern, or the groups of all matches.</summary>
internal static class RegexFilter
{
    public const string Matches = "regex";
    public const string Groups = "regex_group";

    /// <summary>Makes either filter ready.</summary>
    /// <param name="name">Which of the two.</param>
    /// <param name="text">The pattern.</param>
    public static Filter Prepare(string name, string text)
    {
        var pattern = Pattern.Parse(text);
        return pattern.IsValid
            ? (value, _) => Apply(name, pattern.Value, value)
            : FilterCatalog.Fails(name, $"invalid regex `{text}`: {pattern.Error}");
    }

    private static Evaluated Apply(string name, Pattern pattern, Value value)
    {
        if (value.IsList)
        {
            return FilterCatalog.Fault(name, "cannot process array, take an item with get_index first");
        }

        var withGroups = name == Groups;
        if (pattern.Matches(value.Text, withGroups) is not { } matches)
        {
            return FilterCatalog.Fault(name, $"more than {Pattern.MaxMatches} matches, or too much work for a text of this size");
        }

        return Value.OfHits(withGroups ? [.. matches.SelectMany(match => match.Groups)] : [.. matches.Select(match => match.Text)]);
    }
}
