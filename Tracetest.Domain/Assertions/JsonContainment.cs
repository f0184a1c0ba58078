using Tracetest.Domain.Expressions.Json;

namespace Tracetest.Domain.Assertions;

/// <summary>Whether JSON objects hold all that other JSON objects hold.</summary>
/// <remarks>Source: spec language 6.1. Every key is checked (reference: those after a nested match are not).</remarks>
internal static class JsonContainment
{
    private const int LongestShown = 60;

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

    /// <summary>What of an expected object is not in the observed one, by its path; empty when the texts are not one object each.</summary>
    public static string Missing(string left, string right) =>
        JsonReader.TryRead(left, out var observed) && observed is JsonValue.Object a
        && JsonReader.TryRead(right, out var expected) && expected is JsonValue.Object b
            ? Missing(a, b, "$")
            : "";

    private static string Missing(JsonValue.Object left, JsonValue.Object right, string path)
    {
        foreach (var (key, expected) in right.Members)
        {
            var at = $"{path}.{key}";
            if (!left.Members.TryGetValue(key, out var observed))
            {
                return $"`{at}` is missing, expected {Shown(expected)}";
            }

            var isNested = observed is JsonValue.Object && expected is JsonValue.Object;
            if (isNested && Missing((JsonValue.Object)observed, (JsonValue.Object)expected, at) is { Length: > 0 } missing)
            {
                return missing;
            }

            if (!isNested && !observed.DeepEquals(expected))
            {
                return $"`{at}` is {Shown(observed)}, expected {Shown(expected)}";
            }
        }

        return "";
    }

    private static string Shown(JsonValue value)
    {
        var text = value is JsonValue.Text ? $"\"{value.ToText()}\"" : value.ToText();
        return text.Length <= LongestShown ? text : $"{text[..LongestShown]}…";
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
