using System.Collections.Frozen;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Selectors;

/// <summary>What people write in filters because other languages have it, and what they mean by it.</summary>
internal static class FilterHints
{
    /// <summary>Operators of other languages, in lower case without dashes and underscores.</summary>
    private static readonly FrozenDictionary<string, FilterOperator> Foreign = new Dictionary<string, FilterOperator>
    {
        ["=="] = FilterOperator.Equals,
        ["==="] = FilterOperator.Equals,
        [":"] = FilterOperator.Equals,
        ["is"] = FilterOperator.Equals,
        ["eq"] = FilterOperator.Equals,
        ["equals"] = FilterOperator.Equals,
        ["!=="] = FilterOperator.NotEquals,
        ["<>"] = FilterOperator.NotEquals,
        ["ne"] = FilterOperator.NotEquals,
        ["neq"] = FilterOperator.NotEquals,
        ["notequals"] = FilterOperator.NotEquals,
        ["=>"] = FilterOperator.GreaterOrEqual,
        ["=<"] = FilterOperator.LessOrEqual,
        ["gt"] = FilterOperator.GreaterThan,
        ["gte"] = FilterOperator.GreaterOrEqual,
        ["ge"] = FilterOperator.GreaterOrEqual,
        ["lt"] = FilterOperator.LessThan,
        ["lte"] = FilterOperator.LessOrEqual,
        ["le"] = FilterOperator.LessOrEqual,
        ["=~"] = FilterOperator.Matches,
        ["~"] = FilterOperator.Matches,
        ["match"] = FilterOperator.Matches,
        ["regex"] = FilterOperator.Matches,
        ["like"] = FilterOperator.Matches,
        ["startswith"] = FilterOperator.StartsWith,
        ["hasprefix"] = FilterOperator.StartsWith,
        ["endswith"] = FilterOperator.EndsWith,
        ["hassuffix"] = FilterOperator.EndsWith,
        ["includes"] = FilterOperator.Contains,
        ["contain"] = FilterOperator.Contains,
        ["has"] = FilterOperator.Contains,
        ["notcontains"] = FilterOperator.NotContains,
        ["excludes"] = FilterOperator.NotContains,
    }.ToFrozenDictionary();

    /// <summary>Operators assertions have and selectors do not.</summary>
    private static readonly string[] OnlyInAssertions = ["not-matches", "json-contains"];

    /// <summary>What to write for a word or sign between filters; <see langword="null"/> when none stands here.</summary>
    public static string? Connective(SelectorCursor cursor)
    {
        var isWord = cursor.Current.Kind == SelectorTokenKind.Word && !cursor.ContinuesFilterAt(1) && !cursor.Peek(1).IsSymbol(",") && !cursor.Peek(1).IsSymbol("]");
        return cursor.Current.Text switch
        {
            "&&" or "&" or ";" when cursor.Current.Kind == SelectorTokenKind.Symbol => "all filters must hold; put a comma between them",
            "and" or "AND" or "And" when isWord => "all filters must hold; put a comma between them",
            "||" or "|" when cursor.Current.Kind == SelectorTokenKind.Symbol => "all filters must hold; for either of two write `span[…], span[…]`",
            "or" or "OR" or "Or" when isWord => "all filters must hold; for either of two write `span[…], span[…]`",
            _ => null,
        };
    }

    /// <summary>What stands where an operator should, what to write for it, and the operator meant if that is known.</summary>
    public static (TextRange Range, string Hint, FilterOperator? Meant) ForeignOperator(SelectorCursor cursor, string property)
    {
        var current = cursor.Current;
        if (current.Kind is not (SelectorTokenKind.Word or SelectorTokenKind.Symbol))
        {
            return (current.Range, current.Kind == SelectorTokenKind.End || current.IsFaulty ? "" : "put `=` before the value", null);
        }

        var (word, count, range) = cursor.JoinedWord();
        if (IsNegation(current) && cursor.Peek(1).Kind == SelectorTokenKind.Word)
        {
            var negated = cursor.JoinedWord(1);
            range = TextRange.Between(current.Range.Start, negated.Range.End);
            (word, count) = ($"not-{negated.Text}", negated.Tokens + 1);
        }

        var written = count == 0 ? current.Text : word;
        if (FilterOperators.Find(written) is { } known)
        {
            return (range, $"write `{known.ToText()}`", known);
        }

        if (OnlyInAssertions.Contains(written))
        {
            return (range, $"only assertions have `{written}`", FilterOperator.Contains);
        }

        if (Foreign.TryGetValue(Normalised(written), out var meant))
        {
            return (range, $"write `{meant.ToText()}`", meant);
        }

        return count == 0 ? (range, "", null) : (range, HintForWord(cursor, property, word, count), null);
    }

    /// <summary>The comparison that holds where another does not.</summary>
    public static string Negated(string name, FilterOperator filterOperator) => filterOperator switch
    {
        FilterOperator.Equals => $"write `{name} != …`",
        FilterOperator.NotEquals => $"write `{name} = …`",
        FilterOperator.Contains => $"write `{name} not-contains …`",
        FilterOperator.NotContains => $"write `{name} contains …`",
        FilterOperator.LessThan => $"write `{name} >= …`",
        FilterOperator.LessOrEqual => $"write `{name} > …`",
        FilterOperator.GreaterThan => $"write `{name} <= …`",
        FilterOperator.GreaterOrEqual => $"write `{name} < …`",
        _ => "",
    };

    /// <summary>How a name with other characters is written.</summary>
    public static string QuotedName(string name, bool isSeparated) => isSeparated
        ? $"quote the name: `{SelectorText.Quote(name)}`"
        : $"quote the name, after a comma: `, {SelectorText.Quote(name)}`";

    private static bool IsNegation(SelectorToken token) => token.IsSymbol("!") || token.Is("not") || token.Is("NOT");

    private static string Normalised(string written) => written.All(c => char.IsAsciiLetter(c) || c is '-' or '_')
        ? written.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant()
        : written;

    private static string HintForWord(SelectorCursor cursor, string property, string word, int count)
    {
        if (word == "exists")
        {
            return $"`{SelectorText.Name(property)}` alone asks whether it is there";
        }

        if (cursor.ContinuesFilterAt(count))
        {
            return $"put a comma after `{SelectorText.Name(property)}` to ask whether it is there, or quote a name with a space";
        }

        var near = Spelling.Nearest(word, FilterOperators.All);
        return near.IsEmpty ? "" : $"did you mean `{near[0]}`";
    }
}
