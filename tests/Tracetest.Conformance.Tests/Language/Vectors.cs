using System.Text.Json;
using System.Text.Json.Nodes;
using Tracetest.Conformance.Traces;

namespace Tracetest.Conformance.Tests.Language;

/// <summary>Vectors made for a test.</summary>
internal static class Vectors
{
    private static readonly TraceFixtures NoFixtures = new(new Fields(JsonElement.Parse("{}")), null);

    public static Vector Of(string kind, string input, string expected) => Vector.Read(
        new Fields(JsonElement.Parse(TextOf("v", kind, input, expected))), null, NoFixtures);

    /// <summary>A vector as it stands in a file.</summary>
    public static string TextOf(string id, string kind, string input, string expected)
    {
        var vector = JsonNode.Parse(input)!.AsObject();
        vector["id"] = id;
        vector["kind"] = kind;
        vector["expect"] = JsonNode.Parse(expected);
        return vector.ToJsonString();
    }
}
