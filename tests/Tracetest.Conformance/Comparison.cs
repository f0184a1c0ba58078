using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tracetest.Conformance;

/// <summary>Compares what a vector expects with what the product did.</summary>
internal static class Comparison
{
    /// <summary>
    /// Every field of the expectation is compared, a field nobody knows included, which fails. An error must be met exactly when one is
    /// expected.
    /// </summary>
    public static Outcome Of(Vector vector, Observation observation)
    {
        var facts = JsonText.ElementOf(observation.Facts);
        var differences = vector.Expected.EnumerateObject()
            .Select(field => DifferenceOf(field, facts, vector, observation))
            .Append(UnexpectedError(vector.Expected, observation))
            .OfType<string>()
            .ToArray();
        return differences.Length == 0
            ? new Outcome.Passed()
            : new Outcome.Failed(JsonText.Of(vector.Expected), Text(facts, observation.Refusal), string.Join("; ", differences));
    }

    private static string? DifferenceOf(JsonProperty expected, JsonElement facts, Vector vector, Observation observation) =>
        expected.Name is "error" or "errorKind"
            ? DifferenceOfError(expected, vector, observation.Refusal)
            : DifferenceOfFact(expected, facts, vector.IsPartial, observation);

    private static string? DifferenceOfError(JsonProperty expected, Vector vector, Refusal? refusal)
    {
        if (!FactChecks.HasText(expected.Value))
        {
            return null;
        }

        if (refusal is null)
        {
            return "an error is expected";
        }

        var kind = expected.Name == "errorKind" ? expected.Value.GetString()
            : NeedsSyntaxError(vector, expected.Value) ? "syntax"
            : refusal.Kind;
        return refusal.Kind == kind ? null : $"an error of kind {kind} is expected";
    }

    private static string? DifferenceOfFact(JsonProperty expected, JsonElement facts, bool isPartial, Observation observation)
    {
        if (!facts.TryGetProperty(expected.Name, out var fact))
        {
            return $"nothing is known of `{expected.Name}`";
        }

        var check = observation.Checks.GetValueOrDefault(expected.Name, FactChecks.Same);
        return check(expected.Value, fact, isPartial) ? null : $"`{Difference.PlaceOf(expected.Value, fact, expected.Name)}` differs";
    }

    private static string? UnexpectedError(JsonElement expected, Observation observation) =>
        observation is { Refusal: not null, IsRefusalAFact: false } && !Tells(expected, "error") && !Tells(expected, "errorKind")
            ? "no error is expected"
            : null;

    private static bool Tells(JsonElement expected, string name) =>
        expected.TryGetProperty(name, out var error) && FactChecks.HasText(error);

    /// <summary>In these kinds the bare word stands for a text that must not be accepted.</summary>
    private static bool NeedsSyntaxError(Vector vector, JsonElement error) =>
        vector.Kind is "selector" or "selector-parse" or "expression-parse" && error.GetString() == "syntax";

    private static string Text(JsonElement facts, Refusal? refusal)
    {
        var all = JsonObject.Create(facts)!;
        if (refusal is not null)
        {
            all["errorKind"] = refusal.Kind;
            all["error"] = refusal.Message;
        }

        return JsonText.Of(JsonText.ElementOf(all));
    }
}
