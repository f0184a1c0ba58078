using System.Collections.Immutable;

namespace Tracetest.Domain.Expressions.Json;

/// <summary>A condition on an item of a JSON document: a closed set.</summary>
internal abstract class JsonPathPredicate
{
    private JsonPathPredicate()
    {
    }

    /// <summary>Whether the condition holds for an item.</summary>
    public abstract bool Holds(JsonValue item);

    /// <summary>One of several.</summary>
    public sealed class Any(ImmutableArray<JsonPathPredicate> conditions) : JsonPathPredicate
    {
        public override bool Holds(JsonValue item) => conditions.Any(condition => condition.Holds(item));
    }

    /// <summary>All of several.</summary>
    public sealed class All(ImmutableArray<JsonPathPredicate> conditions) : JsonPathPredicate
    {
        public override bool Holds(JsonValue item) => conditions.All(condition => condition.Holds(item));
    }

    /// <summary>A comparison. Values of different types are unequal and in no order; what is missing is null.</summary>
    public sealed class Comparison(JsonPathOperand left, string comparator, JsonPathOperand right) : JsonPathPredicate
    {
        public override bool Holds(JsonValue item)
        {
            var (a, b) = (left.Of(item), right.Of(item));
            return comparator switch
            {
                "==" => a.DeepEquals(b),
                "!=" => !a.DeepEquals(b),
                _ => Order(a, b) is { } order && HoldsFor(order),
            };
        }

        private bool HoldsFor(int order) => comparator switch
        {
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };

        private static int? Order(JsonValue a, JsonValue b) => (a, b) switch
        {
            (JsonValue.Number x, JsonValue.Number y) => x.Amount.CompareTo(y.Amount),
            (JsonValue.Text x, JsonValue.Text y) => string.CompareOrdinal(x.Content, y.Content),
            _ => null,
        };
    }
}

/// <summary>One side of a comparison: what a path finds in the item, or a constant.</summary>
/// <param name="Path">From the item; <see langword="null"/> for a constant.</param>
/// <param name="Constant">The constant.</param>
internal sealed record JsonPathOperand(JsonPath? Path, JsonValue Constant)
{
    /// <summary>The value for an item; null when the path finds nothing.</summary>
    public JsonValue Of(JsonValue item) => Path is null
        ? Constant
        : Path.Find(item) is [var first, ..] ? first : JsonValue.Null.Instance;
}
