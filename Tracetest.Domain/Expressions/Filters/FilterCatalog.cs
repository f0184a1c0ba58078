using System.Collections.Frozen;
using System.Collections.Immutable;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions.Filters;

/// <summary>The filters of the language.</summary>
/// <remarks>Source: spec language 4. Immutable, thread-safe.</remarks>
public static class FilterCatalog
{
    private static readonly ImmutableArray<Definition> Filters =
    [
        new(new("json_path", ["path"], "what a path leads to in a JSON text", "attr:tracetest.response.body | json_path '$.items[*].id'",
            "nothing, the only hit, or a list of the hits"), JsonPathFilter.Check, arguments => JsonPathFilter.Prepare(arguments[0])),
        new(new("regex", ["pattern"], "all matches of a pattern in a text", @"attr:http.url | regex '/items/\d+'",
            "the only match, or a list of the matches"), RegexFilter.Check, arguments => RegexFilter.Prepare("regex", arguments[0])),
        new(new("regex_group", ["pattern"], "what the groups of a pattern match in a text", @"attr:http.url | regex_group '/items/(\d+)'",
            "the only text, or a list of the texts"), RegexFilter.Check, arguments => RegexFilter.Prepare("regex_group", arguments[0])),
        new(new("get_index", ["index"], "one item of a list, counting from 0, or the `last`", "attr:tracetest.response.body | json_path '$[*].id' | get_index 0",
            "the item"), IndexFilter.Check, arguments => IndexFilter.Prepare(arguments[0])),
        new(new("length", [], "how many items a list has, or how many characters a text", "attr:tracetest.response.body | json_path '$[*].id' | length",
            "a number"), null, _ => (value, _) => LengthFilter.Apply(value)),
        new(new("type", [], "the kind of a value: `string`, `number`, `duration`, `json`, `array` or `nil`", "attr:http.status_code | type",
            "a text"), null, _ => (value, _) => Value.Of(value.Kind.ToName(), ValueKind.String)),
    ];

    private static readonly FrozenDictionary<string, Definition> ByName = Filters.ToFrozenDictionary(filter => filter.Description.Name);

    /// <summary>The filters for any value.</summary>
    public static ImmutableArray<CallDescription> All { get; } = [.. Filters.Select(filter => filter.Description)];

    /// <summary>The filters for the values of <c>selected:</c> and <c>event:</c> only.</summary>
    public static ImmutableArray<CallDescription> Aggregates => AggregateFilters.All;

    /// <summary>Finds what is wrong with a filter before anything is evaluated.</summary>
    /// <param name="name">The name, as written.</param>
    /// <param name="arguments">The values of the arguments, unescaped; <see langword="null"/> for one that is known on evaluation only.</param>
    /// <param name="isAggregate">Whether the filter stands directly behind <c>selected:</c> or <c>event:</c>.</param>
    /// <returns><see langword="null"/> when nothing is.</returns>
    public static CallFault? Check(string name, ImmutableArray<string?> arguments, bool isAggregate = false)
    {
        if (isAggregate && AggregateFilters.Describe(name) is { } aggregate)
        {
            return aggregate.CheckCount(arguments.Length);
        }

        if (!ByName.TryGetValue(name, out var filter))
        {
            return new CallFault(null, new Diagnostic(new TextRange(0, name.Length), $"`{name}`", "a filter", HintFor(name, isAggregate)));
        }

        return filter.Description.CheckCount(arguments.Length)
            ?? (filter.Check is not null && arguments is [{ } argument] && filter.Check(argument) is { } diagnostic
                ? new CallFault(0, diagnostic)
                : null);
    }

    /// <summary>A filter with its arguments, ready for any number of inputs; what is wrong with them comes out as the outcome.</summary>
    /// <param name="name">The name, as written.</param>
    /// <param name="arguments">The texts of the arguments, unescaped.</param>
    /// <param name="isAggregate">Whether the filter stands behind <c>selected:</c> or <c>event:</c>.</param>
    internal static Filter Prepare(string name, ImmutableArray<string> arguments, bool isAggregate = false)
    {
        if (isAggregate && AggregateFilters.Describe(name) is { } aggregate)
        {
            return CountFault(aggregate, arguments.Length) is { } fault ? Fails(fault) : PrepareAggregate(name);
        }

        if (!ByName.TryGetValue(name, out var filter))
        {
            return Fails(NotFound(name, isAggregate));
        }

        return CountFault(filter.Description, arguments.Length) is { } wrongCount ? Fails(wrongCount) : filter.Prepare(arguments);
    }

    /// <summary>Whether what the filter makes of a text is worth remembering.</summary>
    internal static bool IsCostly(string name) => name is "json_path" or "regex" or "regex_group" or "type" or "length";

    private static Filter PrepareAggregate(string name)
    {
        var compute = AggregateFilters.Prepare(name);
        return (value, _) => compute(value.IsList ? value.Items : value.IsNil ? [] : [value]);
    }

    /// <summary>A filter that fails on every input.</summary>
    internal static Filter Fails(string name, string detail) => Fails(Fault(name, detail));

    /// <summary>The fault of a filter.</summary>
    internal static ExpressionFault Fault(string name, string detail) => ExpressionFault.Evaluation($"{name}: {detail}");

    private static Filter Fails(ExpressionFault fault) => (_, _) => fault;

    private static ExpressionFault? CountFault(CallDescription filter, int count) => count == filter.MaximumCount
        ? null
        : Fault(filter.Name, $"wrong number of args. Expected {filter.MaximumCount}, got {count}");

    private static ExpressionFault NotFound(string name, bool isAggregate)
    {
        var hint = HintFor(name, isAggregate);
        return ExpressionFault.Resolution($"filter \"{name}\" not found{(hint.Length == 0 ? "" : $"; {hint}")}");
    }

    private static string HintFor(string name, bool isAggregate) => !isAggregate && AggregateFilters.Describe(name) is not null
        ? $"`{name}` is for the values of `selected:` and `event:`"
        : Spelling.DidYouMean(name, All.Concat(isAggregate ? Aggregates : []).Select(filter => filter.Name));

    private sealed record Definition(
        CallDescription Description, Func<string, Diagnostic?>? Check, Func<ImmutableArray<string>, Filter> Prepare);
}
