using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions;

/// <summary>Guesses what was meant by texts that are not of the language.</summary>
internal static class ExpressionHints
{
    /// <summary>What belongs together is looked for so far ahead and no further, so that a hostile text costs nothing.</summary>
    private const int LongestUnknown = 1_000;

    private const string PlainQuotes = "write a plain quote, `\"` or `'`";

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["startsWith"] = "write `starts-with`",
        ["endsWith"] = "write `ends-with`",
        ["equals"] = "write `=`",
        ["is"] = "write `=`",
        ["eq"] = "write `=`",
        ["like"] = "write `matches` and a pattern",
        ["json"] = "write `contains`, which compares JSON as JSON",
        ["and"] = "write each condition as an assertion of its own",
        ["or"] = "write one pattern with `matches`",
        ["not"] = "there are `!=`, `not-contains` and `not-matches`",
        ["includes"] = "write `contains`",
        ["null"] = "an attribute that is absent cannot be compared; select spans without it: `span[!name]`",
    };

    /// <summary>How many characters at the start of a text that no rule reads belong together.</summary>
    public static int LengthOfUnknown(ReadOnlySpan<char> text)
    {
        if (text.Length > 1 && (text[..2] is "&&" or "**" || (char.IsHighSurrogate(text[0]) && char.IsLowSurrogate(text[1]))))
        {
            return 2;
        }

        var rest = text[1..Math.Min(text.Length, LongestUnknown)];
        var close = text[0] switch
        {
            '“' or '„' or '”' => rest.IndexOfAny('”', '“'),
            '‘' or '‚' or '’' => rest.IndexOfAny('’', '‘'),
            '`' => rest.IndexOf('`'),
            '{' => rest.LastIndexOf('}'),
            _ => -1,
        };
        return close < 0 ? 1 : close + 2;
    }

    /// <summary>The cure for a character no rule reads; empty when none is known.</summary>
    public static string ForUnknown(string unknown) => unknown[0] switch
    {
        '“' or '”' or '„' or '‘' or '’' or '‚' or '`' => PlainQuotes,
        '{' => "JSON stands in quotes: `'{\"id\": 1}'`",
        '%' or '^' => "the operators are `+`, `-`, `*` and `/`",
        '&' => Words["and"],
        '!' => "write `!=`",
        '#' => "there are no comments",
        '.' => "a number has digits on both sides of its point: `0.5`",
        '$' => "`${…}` stands within quotes",
        '\u00a0' or '\u200b' or '\u2009' or '\u202f' => "this is a special space, write a plain one",
        '≤' => "write `<=`",
        '≥' => "write `>=`",
        '≠' => "write `!=`",
        _ => "",
    };

    /// <summary>The cure for a name that stands there without a prefix that exists.</summary>
    public static string ForBareName(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return $"write `attr:{name}` for the attribute, or put the text in quotes";
        }

        var prefix = name[..colon];
        if (prefix is "output" or "outputs" or "variable" or "vars")
        {
            return $"write `var:{name[(colon + 1)..]}`, outputs are variables too";
        }

        var known = Spelling.Nearest(prefix, NamePrefixes.All.Select(each => each.Prefix));
        return known.IsEmpty
            ? $"the prefixes are {string.Join(", ", NamePrefixes.All.Select(each => $"`{each.Prefix}:`"))}; text stands in quotes"
            : $"did you mean `{known[0]}:`";
    }

    /// <summary>The cure for a word that is neither a function call nor a filter.</summary>
    public static string ForWord(string word) =>
        Words.TryGetValue(word, out var hint) ? hint
        : Functions.FunctionCatalog.Find(word) is not null ? $"a function is called with parentheses: `{word}()`"
        : word == "span" ? "a selector stands in a field of its own"
        : $"text stands in quotes: `\"{word}\"`, an attribute begins with `attr:`, a variable with `var:`";

    /// <summary>The cure for a word that stands right behind a number.</summary>
    public static string ForUnit(string word) => word[0] is 'e' or 'E' && word.Length > 1
        ? "numbers are written without exponent"
        : "the units are `ns`, `us`, `ms`, `s`, `m` and `h`";

    /// <summary>The cure for a word behind a complete expression.</summary>
    public static string ForWordBehind(ExpressionToken word, ExpressionToken previous) => Words.TryGetValue(word.Text, out var hint)
        ? hint
        : previous.Kind == ExpressionTokenKind.Comparator ? "" : "text with spaces stands in quotes";

    /// <summary>The cure where a comparator should stand and does not.</summary>
    public static string ForMissingComparator(ExpressionToken found, ExpressionToken previous, string joined) => found.Kind switch
    {
        ExpressionTokenKind.End => "an assertion reads `value = value`",
        ExpressionTokenKind.Word when previous.Kind == ExpressionTokenKind.String && found.Follows(previous) =>
            "a text that holds a quote stands in quotes of the other kind",
        ExpressionTokenKind.Word when found.Text != "not" && Words.TryGetValue(found.Text, out var hint) => hint,
        ExpressionTokenKind.Word => NearestComparator(joined),
        ExpressionTokenKind.Operator => "operators stand before filters; put the filtered part in parentheses",
        _ => "",
    };

    /// <summary>The cure for two comparators in a row.</summary>
    public static string ForDoubledComparator(string written) => written switch
    {
        "==" or "===" => "write `=`",
        "!==" => "write `!=`",
        "<>" => "write `!=`",
        "=<" => "write `<=`",
        "=>" => "write `>=`",
        _ => "",
    };

    /// <summary>The cure where a value should stand and does not.</summary>
    public static string ForMissingValue(ExpressionToken found) => found.Kind switch
    {
        ExpressionTokenKind.Punctuation when found.Text == "|" => "a filter stands behind a value",
        ExpressionTokenKind.Punctuation when found.Text is ")" or "]" => "nothing may be left out before it",
        _ => "",
    };

    private static string NearestComparator(string text)
    {
        var words = ComparatorTexts.All.Select(ComparatorTexts.ToText).Where(comparator => comparator.Length > 2);
        return Spelling.Nearest(text, words) is [var nearest, ..] ? $"did you mean `{nearest}`" : "";
    }
}
