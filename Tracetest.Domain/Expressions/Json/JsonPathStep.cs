using System.Collections.Immutable;

namespace Tracetest.Domain.Expressions.Json;

/// <summary>One step of a path: a closed set. A step that does not fit the value finds nothing.</summary>
internal abstract class JsonPathStep
{
    private JsonPathStep()
    {
    }

    /// <summary>Adds what the step finds in a value.</summary>
    public abstract void Find(JsonValue value, List<JsonValue> found);

    private static IEnumerable<JsonValue> ChildrenOf(JsonValue value) => value switch
    {
        JsonValue.List list => list.Items,
        JsonValue.Object members => members.Members.Values,
        _ => [],
    };

    /// <summary>A member by name.</summary>
    public sealed class Member(string name) : JsonPathStep
    {
        public override void Find(JsonValue value, List<JsonValue> found)
        {
            if (value is JsonValue.Object members && members.Members.TryGetValue(name, out var member))
            {
                found.Add(member);
            }
        }
    }

    /// <summary>An item by position; negative counts from the end.</summary>
    public sealed class Item(long index) : JsonPathStep
    {
        public override void Find(JsonValue value, List<JsonValue> found)
        {
            if (value is JsonValue.List { Items: var items } && (index < 0 ? items.Length + index : index) is var at
                && at >= 0 && at < items.Length)
            {
                found.Add(items[(int)at]);
            }
        }
    }

    /// <summary>Several members or items, in the order written.</summary>
    public sealed class Union(ImmutableArray<JsonPathStep> keys) : JsonPathStep
    {
        public override void Find(JsonValue value, List<JsonValue> found)
        {
            foreach (var key in keys)
            {
                key.Find(value, found);
            }
        }
    }

    /// <summary>Everything one level down.</summary>
    public sealed class Wildcard : JsonPathStep
    {
        public override void Find(JsonValue value, List<JsonValue> found) => found.AddRange(ChildrenOf(value));
    }

    /// <summary>A stretch of items, as Python slices.</summary>
    public sealed class Slice(long? from, long? to, long step) : JsonPathStep
    {
        public override void Find(JsonValue value, List<JsonValue> found)
        {
            // Going backwards needs both ends written, and a start within the list (reference: no hit otherwise).
            if (value is not JsonValue.List { Items: { IsEmpty: false } items } || step == 0
                || (step < 0 && (to is null || !(from < items.Length))))
            {
                return;
            }

            var start = Place(from ?? 0, items.Length, 0);
            var end = Place(to ?? items.Length, items.Length, -1);
            for (var i = start; step > 0 ? i < end : i > end; i += step)
            {
                found.Add(items[(int)i]);
            }
        }

        private static long Place(long index, int count, long lowest) =>
            Math.Clamp(index < 0 ? index + count : index, lowest, count);
    }

    /// <summary>The items for which a predicate holds.</summary>
    public sealed class Predicate(JsonPathPredicate predicate) : JsonPathStep
    {
        public override void Find(JsonValue value, List<JsonValue> found) =>
            found.AddRange(ChildrenOf(value).Where(predicate.Holds));
    }

    /// <summary>A step applied at every depth: below a value before the value itself, items in order.</summary>
    public sealed class Descent(JsonPathStep step) : JsonPathStep
    {
        /// <remarks>Recursion is bounded by <see cref="JsonReader.MaxDepth"/>.</remarks>
        public override void Find(JsonValue value, List<JsonValue> found)
        {
            foreach (var child in ChildrenOf(value))
            {
                if (found.Count > JsonPath.MaxHits)
                {
                    return;
                }

                Find(child, found);
            }

            step.Find(value, found);
        }
    }
}
