using System.Text.Json;

namespace Tracetest.Conformance;

/// <summary>The ways facts are compared with what is expected.</summary>
internal static class FactChecks
{
    /// <summary>The same JSON: members in any order, everything else exactly.</summary>
    public static bool Same(JsonElement expected, JsonElement actual, bool isPartial) => JsonElement.DeepEquals(expected, actual);

    /// <summary>Lists with the same items as often, in any order.</summary>
    public static bool SameInAnyOrder(JsonElement expected, JsonElement actual, bool isPartial) =>
        expected.ValueKind == JsonValueKind.Array
        && Sorted(expected).SequenceEqual(Sorted(actual));

    /// <summary>
    /// Lists of results, item by item. Of a result every field given must be the same; an <c>error</c> stands for any error, and must be
    /// given exactly when there is one, unless the vector is partial.
    /// </summary>
    public static bool SameResults(JsonElement expected, JsonElement actual, bool isPartial) => expected.ValueKind switch
    {
        JsonValueKind.Array => actual.ValueKind == JsonValueKind.Array
            && expected.GetArrayLength() == actual.GetArrayLength()
            && expected.EnumerateArray().Zip(actual.EnumerateArray()).All(pair => SameResults(pair.First, pair.Second, isPartial)),
        JsonValueKind.Object => actual.ValueKind == JsonValueKind.Object
            && expected.EnumerateObject().Any()
            && expected.EnumerateObject().All(member => SameField(member, actual, isPartial))
            && (isPartial || HasError(expected) == HasError(actual)),
        _ => Same(expected, actual, isPartial),
    };

    /// <summary>Whether a field tells of an error: null and empty text do not.</summary>
    public static bool HasText(JsonElement error) => error.ValueKind == JsonValueKind.String && error.GetString()!.Length > 0;

    private static bool SameField(JsonProperty expected, JsonElement actual, bool isPartial) => expected.Name == "error"
        ? HasText(expected.Value) == HasError(actual)
        : actual.TryGetProperty(expected.Name, out var field) && SameResults(expected.Value, field, isPartial);

    private static bool HasError(JsonElement result) => result.TryGetProperty("error", out var error) && HasText(error);

    private static IEnumerable<string> Sorted(JsonElement list) =>
        list.EnumerateArray().Select(item => item.ToString()).Order(StringComparer.Ordinal);
}
