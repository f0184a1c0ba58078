using Tracetest.Domain.Expressions.Json;

namespace Tracetest.Domain.Assertions;

/// <summary>Whether JSON objects hold all that other JSON objects hold.</summary>
/// <remarks>Source: spec language 6.1. Every key is checked (reference: those after a nested match are not).</remarks>
internal static class JsonContainment
{
    public static AssertionFault? Compare(string left, string right, JsonDocuments documents)
    {
        if (ObjectsOf(documents.Read(left)) is not { } leftObjects)
        {
            return NotObjects("left");
        }

        if (ObjectsOf(documents.Read(right)) is not { } rightObjects)
        {
            return NotObjects("right");
        }

        for (var i = 0; i < rightObjects.Count; i++)
        {
            if (!leftObjects.Exists(candidate => Contains(candidate, rightObjects[i])))
            {
                return new AssertionFault(
                    AssertionFaultKind.NoMatch, $"left side array doesn't match item {i} of right side: no match");
            }
        }

        return null;
    }

    private static AssertionFault NotObjects(string side) =>
        new(AssertionFaultKind.Comparison, $"{side} side is not a JSON object");

    /// <summary>A list of objects, or one object as a list; null stands for the empty object.</summary>
    private static List<JsonValue.Object>? ObjectsOf(JsonValue? json)
    {
        if (json is null)
        {
            return null;
        }

        var objects = new List<JsonValue.Object>();
        foreach (var item in json is JsonValue.List list ? list.Items : [json])
        {
            switch (item)
            {
                case JsonValue.Object value:
                    objects.Add(value);
                    break;
                case JsonValue.Null:
                    objects.Add(new JsonValue.Object([]));
                    break;
                default:
                    return null;
            }
        }

        return objects;
    }

    private static bool Contains(JsonValue.Object left, JsonValue.Object right) => right.Members.All(member =>
        left.Members.TryGetValue(member.Key, out var value) && (value is JsonValue.Object inner
            ? member.Value is JsonValue.Object expected && Contains(inner, expected)
            : value.DeepEquals(member.Value)));
}
