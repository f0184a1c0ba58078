using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Tracetest.Domain.Expressions.Filters;

/// <summary>The filters of the language, by name.</summary>
/// <remarks>Source: spec language 4.</remarks>
internal static class FilterCatalog
{
    private static readonly FrozenDictionary<string, FilterDefinition> Filters = new Dictionary<string, FilterDefinition>
    {
        ["json_path"] = new(1, arguments => JsonPathFilter.Prepare(arguments[0])),
        ["regex"] = new(1, arguments => RegexFilter.Prepare(RegexFilter.Matches, arguments[0])),
        ["regex_group"] = new(1, arguments => RegexFilter.Prepare(RegexFilter.Groups, arguments[0])),
        ["get_index"] = new(1, arguments => IndexFilter.Prepare(arguments[0])),
        ["length"] = new(0, _ => (value, _) => LengthFilter.Apply(value)),
        ["type"] = new(0, _ => (value, _) => Value.Of(value.Kind.ToName(), ValueKind.String)),
    }.ToFrozenDictionary();

    /// <summary>A filter with its arguments, ready for any number of inputs; what is wrong with them comes out as the outcome.</summary>
    /// <param name="name">The name, as written.</param>
    /// <param name="arguments">The texts of the arguments, unescaped.</param>
    /// <param name="isListed">Whether the input comes from several spans or events, which is what aggregates work on.</param>
    public static Filter Prepare(string name, ImmutableArray<string> arguments, bool isListed = false)
    {
        if (!Filters.TryGetValue(name, out var filter))
        {
            return Fails(ExpressionFault.Resolution($"filter \"{name}\" not found"));
        }

        return arguments.Length == filter.ArgumentCount
            ? filter.Prepare(arguments)
            : Fails(name, $"wrong number of args. Expected {filter.ArgumentCount}, got {arguments.Length}");
    }

    /// <summary>Whether what the filter makes of a text is worth remembering.</summary>
    public static bool IsCostly(string name) => name is "json_path" or "regex" or "regex_group" or "type" or "length";

    /// <summary>A filter that fails on every input.</summary>
    public static Filter Fails(string name, string detail) => Fails(Fault(name, detail));

    /// <summary>The fault of a filter.</summary>
    public static ExpressionFault Fault(string name, string detail) => ExpressionFault.Evaluation($"{name}: {detail}");

    private static Filter Fails(ExpressionFault fault) => (_, _) => fault;

    private sealed record FilterDefinition(int ArgumentCount, Func<ImmutableArray<string>, Filter> Prepare);
}
