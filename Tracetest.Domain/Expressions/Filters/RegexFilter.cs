using Tracetest.Domain.Patterns;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions.Filters;

/// <summary><c>regex</c> and <c>regex_group</c>: all matches of a pattern, or the groups of all matches.</summary>
internal static class RegexFilter
{
    private const string GroupsName = "regex_group";

    public static Diagnostic? Check(string text) => Pattern.Parse(text).Error;

    /// <summary>Makes either filter ready.</summary>
    /// <param name="name">Which of the two: <c>regex</c> or <c>regex_group</c>.</param>
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

        var withGroups = name == GroupsName;
        if (pattern.Matches(value.Text, withGroups) is not { } matches)
        {
            return FilterCatalog.Fault(name, $"more than {Pattern.MaxMatches} matches, or too much work for a text of this size");
        }

        return Value.OfHits(withGroups ? [.. matches.SelectMany(match => match.Groups)] : [.. matches.Select(match => match.Text)]);
    }
}
