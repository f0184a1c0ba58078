using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tracetest.Conformance;

/// <summary>What the product did with the input of a vector.</summary>
internal sealed record Observation
{
    private Observation(JsonObject facts) => Facts = facts;

    /// <summary>What can be said, under the names the vectors use.</summary>
    public JsonObject Facts { get; }

    /// <summary>The error met; <see langword="null"/> when there was none.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>Whether one of the facts itself tells that there was an error, so that an error is no surprise.</summary>
    public bool IsRefusalAFact { get; init; }

    /// <summary>How facts are compared for which it is not enough to be the same JSON.</summary>
    public IReadOnlyDictionary<string, FactCheck> Checks { get; init; } = new Dictionary<string, FactCheck>();

    /// <summary>Facts, and no error.</summary>
    public static Observation Of(JsonObject facts) => new(facts);

    /// <summary>One fact, and no error.</summary>
    public static Observation Of(string name, JsonNode? fact) => new(new JsonObject { [name] = fact });

    /// <summary>An error, and nothing else.</summary>
    public static Observation Refused(string kind, string message) => new([]) { Refusal = new Refusal(kind, message) };
}

/// <summary>An error.</summary>
/// <param name="Kind">As vectors name it: <c>syntax resolution evaluation comparison no-match</c>.</param>
/// <param name="Message">For people; not compared.</param>
internal sealed record Refusal(string Kind, string Message);

/// <summary>Whether a fact is what is expected.</summary>
/// <param name="expected">What the vector says of it.</param>
/// <param name="actual">The fact.</param>
/// <param name="isPartial">Whether the vector may tell no more than what decides.</param>
internal delegate bool FactCheck(JsonElement expected, JsonElement actual, bool isPartial);
