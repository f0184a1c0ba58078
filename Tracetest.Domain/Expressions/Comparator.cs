using System.Collections.Immutable;

namespace Tracetest.Domain.Expressions;

/// <summary>How a statement compares its sides.</summary>
/// <remarks>Source: spec language 6.</remarks>
public enum Comparator
{
    /// <summary><c>=</c></summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,

    /// <summary><c>contains</c></summary>
    Contains,

    /// <summary><c>not-contains</c></summary>
    NotContains,

    /// <summary><c>starts-with</c>; the original cannot write it.</summary>
    StartsWith,

    /// <summary><c>ends-with</c>; the original cannot write it.</summary>
    EndsWith,

    /// <summary><c>matches</c>: a pattern of the RE2 dialect matches somewhere in the text; not in the original.</summary>
    Matches,

    /// <summary><c>not-matches</c>; not in the original.</summary>
    NotMatches,
}

/// <summary>The comparators as they are written.</summary>
public static class ComparatorTexts
{
    /// <summary>Every comparator, those of the original first.</summary>
    public static ImmutableArray<Comparator> All { get; } =
    [
        Comparator.Equal, Comparator.NotEqual, Comparator.Less, Comparator.LessOrEqual, Comparator.Greater, Comparator.GreaterOrEqual,
        Comparator.Contains, Comparator.NotContains, Comparator.StartsWith, Comparator.EndsWith, Comparator.Matches, Comparator.NotMatches,
    ];

    /// <summary>The comparator's text.</summary>
    public static string ToText(this Comparator comparator) => comparator switch
    {
        Comparator.Equal => "=",
        Comparator.NotEqual => "!=",
        Comparator.Less => "<",
        Comparator.LessOrEqual => "<=",
        Comparator.Greater => ">",
        Comparator.GreaterOrEqual => ">=",
        Comparator.Contains => "contains",
        Comparator.NotContains => "not-contains",
        Comparator.StartsWith => "starts-with",
        Comparator.EndsWith => "ends-with",
        Comparator.Matches => "matches",
        _ => "not-matches",
    };

    /// <summary>Reads a comparator; <see langword="null"/> when there is none of that text.</summary>
    public static Comparator? Parse(string text)
    {
        foreach (var comparator in All)
        {
            if (comparator.ToText() == text)
            {
                return comparator;
            }
        }

        return null;
    }
}
