namespace Tracetest.Domain.Expressions.Json;

/// <summary>A condition on an item of a JSON document: a closed set.</summary>
internal abstract class JsonPathPredicate
{
    private JsonPathPredicate()
    {
    }

    /// <summary>Whether the condition holds for an item.</summary>
    public abstract bool Holds(JsonValue item);

    /// <summary>Two conditions of which both have to hold, or either.</summary>
    public sealed class Joined(JsonPathPredicate left, JsonPathPredicate right, bool isAnd) : JsonPathPredicate
    {
        public override bool Holds(JsonValue item) => isAnd
            ? left.Holds(item) && right.Holds(item)
            : left.Holds(item) || right.Holds(item);
    }

    /// <summary>A comparison. Values of different types are unequal and in no order; what is missing is null.</summary>
    public sealed class Comparison(JsonPathOperand left, string comparator, JsonPathOperand right) : JsonPathPredicate
    {
        public override bool Holds(JsonValue item)
        {
            var (a, b) = (left.Of(item), right.Of(item));
            return comparator switch
            {
                "==" => IsEqual(a, b),
                "!=" => !IsEqual(a, b),
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

        private static bool IsEqual(JsonValue a, JsonValue b) =>
            a is JsonValue.Number && b is JsonValue.Number ? Order(a, b) == 0 : a.DeepEquals(b);

        private static int? Order(JsonValue a, JsonValue b) => (a, b) switch
        {
            (JsonValue.Number x, JsonValue.Number y) => JsonNumber.Compare(x, y),
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
