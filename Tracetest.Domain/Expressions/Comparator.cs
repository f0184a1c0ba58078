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
}

/// <summary>The comparators as they are written.</summary>
public static class ComparatorTexts
{
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
        _ => "not-contains",
    };

    /// <summary>Reads a comparator; <see langword="null"/> when there is none of that text.</summary>
    public static Comparator? Parse(string text)
    {
        foreach (var comparator in Enum.GetValues<Comparator>())
        {
            if (comparator.ToText() == text)
            {
                return comparator;
            }
        }

        return null;
    }
}
