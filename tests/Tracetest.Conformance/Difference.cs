using System.Text.Json;

namespace Tracetest.Conformance;

/// <summary>Finds where two values part, for the reader of a failure.</summary>
internal static class Difference
{
    /// <summary>The place of the first difference, e.g. <c>results[0].passed</c>; the given place when there is none to be found.</summary>
    public static string PlaceOf(JsonElement expected, JsonElement actual, string place) => (expected.ValueKind, actual.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => PlaceInObject(expected, actual, place),
        (JsonValueKind.Array, JsonValueKind.Array) => PlaceInArray(expected, actual, place),
        _ => place,
    };

    private static string PlaceInObject(JsonElement expected, JsonElement actual, string place)
    {
        foreach (var member in expected.EnumerateObject())
        {
            if (!actual.TryGetProperty(member.Name, out var other))
            {
                return $"{place}.{member.Name}";
            }

            // The words of errors differ always, and are not compared.
            if (member.Name != "error" && !JsonElement.DeepEquals(member.Value, other))
            {
                return PlaceOf(member.Value, other, $"{place}.{member.Name}");
            }
        }

        var surplus = actual.EnumerateObject().FirstOrDefault(member => !expected.TryGetProperty(member.Name, out _));
        return surplus.Value.ValueKind == JsonValueKind.Undefined ? place : $"{place}.{surplus.Name}";
    }

    private static string PlaceInArray(JsonElement expected, JsonElement actual, string place)
    {
        var (expectedCount, actualCount) = (expected.GetArrayLength(), actual.GetArrayLength());
        for (var i = 0; i < Math.Min(expectedCount, actualCount); i++)
        {
            if (!JsonElement.DeepEquals(expected[i], actual[i]))
            {
                return PlaceOf(expected[i], actual[i], $"{place}[{i}]");
            }
        }

        return expectedCount == actualCount ? place : $"{place}[{Math.Min(expectedCount, actualCount)}]";
    }
}
