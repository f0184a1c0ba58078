using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tracetest.Conformance.Tests.Language;

/// <summary>Spoils what a vector expects, in one place at a time.</summary>
internal static class Expectations
{
    /// <summary>What the texts of errors say is not compared; only that there is one.</summary>
    private const string NotCompared = "error";

    /// <summary>Every expectation that differs from the given one in one value, each with the place.</summary>
    public static IEnumerable<(string Place, JsonElement Expected)> SpoiledOf(JsonElement expected) =>
        Spoiled(JsonObject.Create(expected)!, "").Select(spoiled => (spoiled.Place, spoiled.Node.Deserialize<JsonElement>()));

    private static IEnumerable<(string Place, JsonNode? Node)> Spoiled(JsonNode? node, string place) => node switch
    {
        JsonObject members => members.Where(member => member.Key != NotCompared)
            .SelectMany(member => Spoiled(member.Value, $"{place}.{member.Key}")
                .Select(spoiled => (spoiled.Place, (JsonNode?)With(members, member.Key, spoiled.Node)))),
        JsonArray items => items.SelectMany((item, i) => Spoiled(item, $"{place}[{i}]")
                .Select(spoiled => (spoiled.Place, (JsonNode?)With(items, i, spoiled.Node))))
            .Append(($"{place} longer", Longer(items)))
            .Concat(items.Count > 0 ? [($"{place} shorter", Shorter(items))] : []),
        null => [(place, JsonValue.Create("something"))],
        _ => [(place, Other(node.AsValue(), place))],
    };

    private static JsonNode Other(JsonValue value, string place) => value.GetValueKind() switch
    {
        JsonValueKind.True => false,
        JsonValueKind.False => true,
        JsonValueKind.Number => place == ".max" ? value.GetValue<long>() - 1_000 : value.GetValue<long>() + 1_000,
        _ => place == ".pattern" ? "^nothing of the kind$" : value.GetValue<string>() + "x",
    };

    private static JsonObject With(JsonObject members, string name, JsonNode? value)
    {
        var copy = members.DeepClone().AsObject();
        copy[name] = value?.DeepClone();
        return copy;
    }

    private static JsonArray With(JsonArray items, int index, JsonNode? value)
    {
        var copy = items.DeepClone().AsArray();
        copy[index] = value?.DeepClone();
        return copy;
    }

    private static JsonArray Longer(JsonArray items)
    {
        var copy = items.DeepClone().AsArray();
        copy.Add(items.Count > 0 ? items[0]?.DeepClone() : JsonValue.Create("more"));
        return copy;
    }

    private static JsonArray Shorter(JsonArray items)
    {
        var copy = items.DeepClone().AsArray();
        copy.RemoveAt(copy.Count - 1);
        return copy;
    }
}
