using System.Collections.Immutable;

namespace Tracetest.Domain.LanguageServices;

/// <summary>A filter or function as it is shown to people.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Example">How it is written, arguments included; what a completion inserts.</param>
/// <param name="ArgumentCount">How many arguments it wants; of those that may be left out none is counted.</param>
/// <param name="Description">What it does.</param>
internal sealed record KnownWord(string Name, string Example, int ArgumentCount, string Description)
{
    /// <summary>What the example's arguments look like; empty when there are none.</summary>
    public string Arguments => Example[Name.Length..].Trim(' ', '(', ')');

    /// <summary>The word of a name; <see langword="null"/> when there is none.</summary>
    public static KnownWord? Find(ImmutableArray<KnownWord> words, string name) => words.FirstOrDefault(word => word.Name == name);
}

/// <summary>The filters as they are shown to people.</summary>
internal static class KnownFilters
{
    /// <summary>Those that work on any value.</summary>
    public static readonly ImmutableArray<KnownWord> Plain =
    [
        new("json_path", "json_path '$.'", 1, "Reads JSON and gives what the path finds: one value, or a list of several."),
        new("regex", "regex ''", 1, "Gives every match of the pattern (RE2 dialect): one value, or a list of several."),
        new("regex_group", "regex_group '()'", 1, "Gives the captured groups of every match of the pattern (RE2 dialect)."),
        new("get_index", "get_index 0", 1, "Gives one item of a list, counting from 0; `'last'` gives the last."),
        new("length", "length", 0, "Counts the items of a list, or the bytes of a text."),
        new("type", "type", 0, "Tells what a value is: string, number, duration, json, array or nil."),
    ];

    /// <summary>Those that work on what comes from several spans or events.</summary>
    public static readonly ImmutableArray<KnownWord> Aggregates =
    [
        new("count", "count", 0, "How many values there are."),
        new("min", "min", 0, "The smallest value."),
        new("max", "max", 0, "The largest value."),
        new("avg", "avg", 0, "The mean of the values."),
        new("sum", "sum", 0, "The sum of the values."),
        new("distinct", "distinct", 0, "The values, each once."),
        new("p50", "p50", 0, "The median: half of the values are not larger."),
        new("p90", "p90", 0, "Nine of ten values are not larger."),
        new("p95", "p95", 0, "95 of 100 values are not larger; any whole percentage from `p1` to `p99` can be written."),
        new("p99", "p99", 0, "99 of 100 values are not larger."),
    ];

    /// <summary>The filter of a name; <see langword="null"/> when there is none.</summary>
    public static KnownWord? Find(string name) => KnownWord.Find(Plain, name) ?? KnownWord.Find(Aggregates, name) ?? FindPercentile(name);

    private static KnownWord? FindPercentile(string name) => name is ['p', >= '1' and <= '9'] or ['p', >= '1' and <= '9', >= '0' and <= '9']
        ? new KnownWord(name, name, 0, $"{name[1..]} of 100 values are not larger.")
        : null;
}

/// <summary>The functions as they are shown to people.</summary>
internal static class KnownFunctions
{
    public static readonly ImmutableArray<KnownWord> All =
    [
        new("uuid", "uuid()", 0, "A random UUID, version 4."),
        new("firstName", "firstName()", 0, "A random first name."),
        new("lastName", "lastName()", 0, "A random last name."),
        new("fullName", "fullName()", 0, "A random first and last name."),
        new("email", "email()", 0, "A random e-mail address."),
        new("phone", "phone()", 0, "A random telephone number, digits only."),
        new("creditCard", "creditCard()", 0, "A random credit card number, digits only."),
        new("creditCardCvv", "creditCardCvv()", 0, "Three random digits."),
        new("creditCardExpDate", "creditCardExpDate()", 0, "A random month and year to come, as `mm/yy`."),
        new("randomInt", "randomInt(1, 100)", 2, "A random whole number between two others, both included."),
        new("date", "date(\"YYYY-MM-DD\")", 0, "Today; without argument as `YYYY-MM-DD`."),
        new("dateTime", "dateTime(\"YYYY-MM-DD hh:mm:ss\")", 0, "Now; without argument as RFC 3339 writes it."),
    ];

    /// <summary>The function of a name; <see langword="null"/> when there is none.</summary>
    public static KnownWord? Find(string name) => KnownWord.Find(All, name);
}
