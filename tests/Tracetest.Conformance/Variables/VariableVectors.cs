using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tracetest.Conformance.Expressions;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.TestSuites;
using Tracetest.Domain.Variables;

namespace Tracetest.Conformance.Variables;

/// <summary>Vectors about where variables come from and which are missing.</summary>
internal static class VariableVectors
{
    public static Observation Missing(Vector vector)
    {
        var needed = vector.Input.Objects("fields").SelectMany(field => NamesIn(field));
        return Observation.Of("missing", ListOf(MissingVariables.Of(needed, vector.Input.Texts("available"))));
    }

    public static Observation Merge(Vector vector) => vector.Input.Text("op") switch
    {
        "merge" => Observation.Of("values", ObjectOf(VariableMerge.Merge(LayerOf(vector, "base"), LayerOf(vector, "overlay")))),
        "run" => InRun(LayerOf(vector, "variableSet"), LayerOf(vector, "inline"), LayerOf(vector, "outputs")),
        "suite" => InSuite(vector),
        "suite-missing" => MissingInSuite(vector),
        _ => throw vector.Input.Unknown("op"),
    };

    private static ImmutableArray<string> NamesIn(Fields field) => field.Text("mode") switch
    {
        "text" => InterpolatedText.Parse(field.Text("text")).VariableNames,
        "statement" => Statement.Parse(field.Text("text")) is { IsValid: true } statement
            ? [.. VariableReferences.Of(statement.Value.Left), .. VariableReferences.Of(statement.Value.Right)]
            : [],
        _ => throw field.Unknown("mode"),
    };

    private static Observation InRun(ImmutableArray<Variable> set, ImmutableArray<Variable> inline, ImmutableArray<Variable> outputs)
    {
        var forTrigger = VariableMerge.Merge(set, inline);
        return Observation.Of(new JsonObject
        {
            ["triggerVariables"] = ObjectOf(forTrigger),
            ["assertionVariables"] = ObjectOf(VariableMerge.Merge(forTrigger, outputs)),
        });
    }

    private static Observation InSuite(Vector vector)
    {
        var variables = LayerOf(vector, "variableSet");
        var atSteps = new JsonArray();
        foreach (var step in vector.Input.Objects("steps"))
        {
            atSteps.Add((JsonNode)ObjectOf(variables));
            variables = SuiteVariables.After(variables, EvaluationContexts.VariablesOf(step, "outputs"));
        }

        return Observation.Of(new JsonObject { ["stepVariables"] = atSteps, ["finalVariables"] = ObjectOf(variables) });
    }

    private static Observation MissingInSuite(Vector vector)
    {
        var steps = vector.Input.Objects("steps")
            .Select(step => new SuiteStepVariables([.. step.Texts("needs")], [.. step.Texts("outputs")]));
        var missing = SuiteVariables.Missing(steps, LayerOf(vector, "variableSet"));
        return Observation.Of("missing", new JsonArray([.. missing.Select(names => (JsonNode)ListOf(names))]));
    }

    private static ImmutableArray<Variable> LayerOf(Vector vector, string name) => EvaluationContexts.VariablesOf(vector.Input, name);

    private static JsonArray ListOf(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static JsonObject ObjectOf(ImmutableArray<Variable> variables) =>
        new(variables.Select(variable => KeyValuePair.Create<string, JsonNode?>(variable.Key, variable.Value)));
}
