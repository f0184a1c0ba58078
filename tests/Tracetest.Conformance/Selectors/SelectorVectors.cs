using System.Text.Json.Nodes;
using Tracetest.Domain.Selectors;
using Tracetest.Domain.Syntax;

namespace Tracetest.Conformance.Selectors;

/// <summary>Vectors about selectors.</summary>
internal static class SelectorVectors
{
    public static Observation Select(Vector vector)
    {
        var trace = vector.Fixtures.TraceOf(vector.Input);
        var selector = Selector.Parse(vector.Input.Text("selector"));
        return selector.IsValid
            ? Observation.Of("spanIds", new JsonArray(
                [.. selector.Value.Select(trace).Select(position => JsonValue.Create(trace.Spans[position].Id.ToString()))]))
            : Refused(selector.Error);
    }

    public static Observation Parse(Vector vector)
    {
        var selector = Selector.Parse(vector.Input.Text("selector"));
        return selector.IsValid ? Observation.Of("structure", SelectorJson.Of(selector.Value)) : Refused(selector.Error);
    }

    private static Observation Refused(Diagnostic error) => Observation.Refused("syntax", error.ToString());
}
