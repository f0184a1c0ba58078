using System.Collections.Immutable;
using Tracetest.Domain.Expressions;

namespace Tracetest.Domain.LanguageServices;

/// <summary>What comparators, operators and prefixes do, for people.</summary>
internal static class WordDescriptions
{
    /// <summary>The prefixes of attribute names, the most used first.</summary>
    public static readonly ImmutableArray<AttributeSource> Sources =
        [AttributeSource.Span, AttributeSource.Parent, AttributeSource.Root, AttributeSource.Selected, AttributeSource.Event];

    /// <summary>The prefixes of variable names, the most used first.</summary>
    public static readonly ImmutableArray<string> VariablePrefixes = ["var", "env"];

    /// <summary>What a comparator holds for.</summary>
    public static string OfComparator(string comparator) => comparator switch
    {
        "=" => "Both sides are the same; numbers compare by value, durations after rounding.",
        "!=" => "The sides differ.",
        "<" => "The left side is smaller: numbers or durations.",
        "<=" => "The left side is smaller or the same: numbers or durations.",
        ">" => "The left side is larger: numbers or durations.",
        ">=" => "The left side is larger or the same: numbers or durations.",
        "contains" => "The left side holds the right one: a text in a text, an item in a list, JSON in JSON.",
        "not-contains" => "The left side does not hold the right one.",
        "starts-with" => "The left side begins with the right one.",
        "ends-with" => "The left side ends with the right one.",
        "matches" => "The pattern on the right (RE2 dialect) matches somewhere in the left side.",
        "not-matches" => "The pattern on the right (RE2 dialect) matches nowhere in the left side.",
        _ => "",
    };

    /// <summary>What an operator of a selector's filter holds for.</summary>
    public static string OfFilterOperator(string text) => text switch
    {
        "=" => "The attribute has this value.",
        "!=" => "The attribute does not have this value.",
        "contains" => "The attribute's text holds this one.",
        "not-contains" => "The attribute's text does not hold this one.",
        "starts-with" => "The attribute's text begins with this one.",
        "ends-with" => "The attribute's text ends with this one.",
        "matches" => "The pattern (RE2 dialect) matches somewhere in the attribute's text.",
        "<" => "The attribute is a smaller number or duration.",
        "<=" => "The attribute is a smaller number or duration, or the same.",
        ">" => "The attribute is a larger number or duration.",
        ">=" => "The attribute is a larger number or duration, or the same.",
        _ => "",
    };

    /// <summary>Which span a pseudo-class leaves.</summary>
    public static string OfPseudoClass(string name) => name switch
    {
        "first" => "The first of the spans picked.",
        "last" => "The last of the spans picked.",
        "nth_child" => "One of the spans picked, counting from 1.",
        _ => "There is no such pseudo-class.",
    };

    /// <summary>What an arithmetic operator computes.</summary>
    public static string OfOperator(string sign) => sign switch
    {
        "+" => "Sum of numbers or durations.",
        "-" => "Difference of numbers or durations.",
        "*" => "Product.",
        "/" => "Quotient.",
        _ => "",
    };

    /// <summary>Whose attribute a source reads.</summary>
    public static string OfSource(AttributeSource source) => source switch
    {
        AttributeSource.Parent => "An attribute of the parent of the span looked at.",
        AttributeSource.Root => "An attribute of the root above the span looked at.",
        AttributeSource.Selected => "The attribute of every selected span, as a list.",
        AttributeSource.Event => "The attribute of every event of the span looked at.",
        _ => "An attribute of the span looked at.",
    };

    /// <summary>What <c>var:</c> and <c>env:</c> read.</summary>
    public static string OfVariables => "A variable: of a variable set, of the run, or an output of an earlier test or step.";
}
