using System.Collections.Frozen;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Quantities;

namespace Tracetest.Domain.Assertions;

/// <summary>Compares two texts.</summary>
/// <remarks>
/// Source: spec language 6. <c>json-contains</c> is chosen by <see cref="ValueComparison"/>; <c>startsWith</c> and <c>endsWith</c>
/// exist for clients of the API; assertions write <c>starts-with</c> and <c>ends-with</c>.
/// </remarks>
public static class TextComparators
{
    private static readonly FrozenDictionary<string, Func<string, string, AssertionFault?>> Comparators =
        new Dictionary<string, Func<string, string, AssertionFault?>>
        {
            ["="] = (left, right) => Holds(left == right),
            ["!="] = (left, right) => Holds(left != right),
            ["<"] = (left, right) => Ordered(left, Comparator.Less, DecimalText.TryParse(right), right),
            ["<="] = (left, right) => Ordered(left, Comparator.LessOrEqual, DecimalText.TryParse(right), right),
            [">"] = (left, right) => Ordered(left, Comparator.Greater, DecimalText.TryParse(right), right),
            [">="] = (left, right) => Ordered(left, Comparator.GreaterOrEqual, DecimalText.TryParse(right), right),
            ["contains"] = (left, right) => Holds(left.Contains(right, StringComparison.Ordinal)),
            ["not-contains"] = (left, right) => Holds(!left.Contains(right, StringComparison.Ordinal)),
            ["startsWith"] = (left, right) => Holds(left.StartsWith(right, StringComparison.Ordinal)),
            ["endsWith"] = (left, right) => Holds(left.EndsWith(right, StringComparison.Ordinal)),
            ["json-contains"] = (left, right) => JsonContainment.Compare(left, right, new()),
        }.ToFrozenDictionary();

    /// <summary>The fault of a comparison that was made and does not hold.</summary>
    internal static AssertionFault NoMatch { get; } = new(AssertionFaultKind.NoMatch, "no match");

    /// <summary>Compares two texts by the comparator of a name.</summary>
    /// <returns><see langword="null"/> when the comparison holds, else why not.</returns>
    public static AssertionFault? Compare(string comparator, string left, string right) =>
        Comparators.TryGetValue(comparator, out var compare)
            ? compare(left, right)
            : new AssertionFault(AssertionFaultKind.Comparison, $"comparator \"{comparator}\" not found");

    internal static AssertionFault? Holds(bool holds) => holds ? null : NoMatch;

    /// <summary>By value, whole numbers up to 64 bits and decimals; the right side is read first.</summary>
    internal static AssertionFault? Ordered(string left, Comparator comparator, DecimalText? right, string rightText)
    {
        if (right is not { } b)
        {
            return NotANumber(rightText);
        }

        if (DecimalText.TryParse(left) is not { } a)
        {
            return NotANumber(left);
        }

        var order = a.CompareTo(b);
        return Holds(comparator switch
        {
            Comparator.Less => order < 0,
            Comparator.LessOrEqual => order <= 0,
            Comparator.Greater => order > 0,
            _ => order >= 0,
        });
    }

    private static AssertionFault NotANumber(string text) =>
        new(AssertionFaultKind.Comparison, $"cannot parse \"{text}\" as a number");
}
