using System.Text.Json.Nodes;
using Tracetest.Domain.Selectors;

namespace Tracetest.Conformance.Selectors;

/// <summary>Writes selectors as vectors have them.</summary>
internal static class SelectorJson
{
    public static JsonArray Of(Selector selector) => [.. selector.Alternatives.Select(Of)];

    private static JsonObject Of(SelectorStep step)
    {
        var json = new JsonObject { ["filters"] = new JsonArray([.. step.Filters.Select(Of)]) };
        if (step.PseudoClass is { } pseudoClass)
        {
            json["pseudoClass"] = Of(pseudoClass);
        }

        if (step.Child is { } child)
        {
            json["child"] = Of(child);
        }

        // Not in the original, so no vector expects it: said all the same, lest it pass for a descendant.
        if (step.Relation == StepRelation.Child)
        {
            json["relation"] = "child";
        }

        return json;
    }

    private static JsonObject Of(PseudoClass pseudoClass)
    {
        var json = new JsonObject { ["name"] = pseudoClass.Name };
        if (pseudoClass.Argument is { } argument)
        {
            json["argument"] = argument;
        }

        return json;
    }

    private static JsonObject Of(SelectorFilter filter) => new()
    {
        ["property"] = filter.Property,
        ["operator"] = filter.OperatorText,
        ["value"] = filter.Value,
        ["valueType"] = filter.ValueType switch
        {
            FilterValueType.String => "string",
            FilterValueType.Integer => "int",
            FilterValueType.Decimal => "float",
            FilterValueType.Boolean => "boolean",
            _ => $"unknown: {filter.ValueType}",
        },
    };
}
