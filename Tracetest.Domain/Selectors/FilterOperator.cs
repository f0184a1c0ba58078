using System.Collections.Immutable;

namespace Tracetest.Domain.Selectors;

/// <summary>How a filter compares. Texts are compared case included; an absent attribute reads as empty text.</summary>
public enum FilterOperator
{
    /// <summary><c>=</c>: same text; opposite a duration, same amount.</summary>
    Equals,

    /// <summary><c>!=</c>: not <see cref="Equals"/>.</summary>
    NotEquals,

    /// <summary><c>contains</c>: the property's text holds the value's.</summary>
    Contains,

    /// <summary><c>not-contains</c>: not <see cref="Contains"/>.</summary>
    NotContains,

    /// <summary><c>starts-with</c>: the property's text begins with the value's.</summary>
    StartsWith,

    /// <summary><c>ends-with</c>: the property's text ends with the value's.</summary>
    EndsWith,

    /// <summary><c>matches</c>: the pattern is found in the property's text.</summary>
    Matches,

    /// <summary><c>&lt;</c>: a smaller amount.</summary>
    LessThan,

    /// <summary><c>&lt;=</c>: the same amount or a smaller one.</summary>
    LessOrEqual,

    /// <summary><c>&gt;</c>: a larger amount.</summary>
    GreaterThan,

    /// <summary><c>&gt;=</c>: the same amount or a larger one.</summary>
    GreaterOrEqual,
}

/// <summary>The operators as selectors write them.</summary>
public static class FilterOperators
{
    private static readonly ImmutableArray<string> Texts =
        ["=", "!=", "contains", "not-contains", "starts-with", "ends-with", "matches", "<", "<=", ">", ">="];

    /// <summary>Every operator's text.</summary>
    public static ImmutableArray<string> All => Texts;

    /// <summary>The operator as it is written.</summary>
    public static string ToText(this FilterOperator filterOperator) => Texts[(int)filterOperator];

    /// <summary>The operator written so; <see langword="null"/> for any other text.</summary>
    internal static FilterOperator? Find(string text) => Texts.IndexOf(text) is >= 0 and var index ? (FilterOperator)index : null;

    /// <summary>Whether amounts are compared, not texts.</summary>
    internal static bool IsOrdering(this FilterOperator filterOperator) => filterOperator >= FilterOperator.LessThan;
}
