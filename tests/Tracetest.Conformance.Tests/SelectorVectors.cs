using System.Text.Json.Nodes;
using Tracetest.Domain.Selectors;

namespace Tracetest.Conformance.Tests;

internal static class SelectorVectors
{
    public static void RunSelector(Vector vector)
    {
        var selector = Selector.Parse(vector.Text("selector"));
        Assert.Equal(vector.ExpectsError, !selector.IsValid);
        if (selector.IsValid)
        {
            var trace = Traces.Of(vector.Input.GetProperty("trace"));
            Assert.Equal(
                vector.Expected.GetProperty("spanIds").EnumerateArray().Select(id => id.GetString()),
                selector.Value.Select(trace).Select(position => trace.Spans[position].Id.ToString()));
        }
    }

    public static void RunParse(Vector vector)
    {
        var selector = Selector.Parse(vector.Text("selector"));
        Assert.Equal(vector.ExpectsError, !selector.IsValid);
        if (selector.IsValid)
        {
            var expected = JsonNode.Parse(vector.Expected.GetProperty("structure").GetRawText());
            var actual = new JsonArray([.. selector.Value.Alternatives.Select(ToJson)]);
            Assert.True(JsonNode.DeepEquals(expected, actual), $"expected {expected?.ToJsonString()}, got {actual.ToJsonString()}");
        }
    }

    private static JsonObject ToJson(SelectorStep step)
    {
        var json = new JsonObject { ["filters"] = new JsonArray([.. step.Filters.Select(ToJson)]) };
        if (step.PseudoClass is { } pseudoClass)
        {
            json["pseudoClass"] = new JsonObject { ["name"] = pseudoClass.Name };
            if (pseudoClass.Argument is { } argument)
            {
                json["pseudoClass"]!["argument"] = argument;
            }
        }

        if (step.Child is { } child)
        {
            json["child"] = ToJson(child);
        }

        return json;
    }

    private static JsonObject ToJson(SelectorFilter filter) => new()
    {
        ["property"] = filter.Property,
        ["operator"] = filter.OperatorText,
        ["value"] = filter.Value,
        ["valueType"] = filter.ValueType switch
        {
            FilterValueType.Integer => "int",
            FilterValueType.Decimal => "float",
            FilterValueType.Boolean => "boolean",
            _ => "string",
        },
    };
}
