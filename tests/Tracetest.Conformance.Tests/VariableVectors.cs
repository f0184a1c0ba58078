using System.Collections.Immutable;
using System.Text.Json;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Variables;

namespace Tracetest.Conformance.Tests;

internal static class VariableVectors
{
    public static void RunMissing(Vector vector)
    {
        var needed = vector.Input.GetProperty("fields").EnumerateArray().SelectMany(field => NamesOf(field));
        var available = vector.Input.GetProperty("available").EnumerateArray().Select(name => name.GetString()!);

        var missing = MissingVariables.Of(needed, available);

        Assert.Equal(vector.Expected.GetProperty("missing").EnumerateArray().Select(name => name.GetString()!), missing);
    }

    public static void RunVariables(Vector vector)
    {
        if (vector.Text("op") == "merge")
        {
            Check(vector.Expected.GetProperty("values"), VariableMerge.Merge(Layer(vector, "base"), Layer(vector, "overlay")));
            return;
        }

        Assert.Equal("run", vector.Text("op"));
        var (set, inline, outputs) = (Layer(vector, "variableSet"), Layer(vector, "inline"), Layer(vector, "outputs"));
        Check(vector.Expected.GetProperty("triggerVariables"), VariableMerge.Merge(set, inline));
        if (vector.Expected.TryGetProperty("assertionVariables", out var forAssertions))
        {
            Check(forAssertions, VariableMerge.Merge(set, inline, outputs));
        }
    }

    private static ImmutableArray<string> NamesOf(JsonElement field)
    {
        var text = field.GetProperty("text").GetString()!;
        return field.GetProperty("mode").GetString() == "text"
            ? InterpolatedText.Parse(text).VariableNames
            : Statement.Parse(text) is { IsValid: true } statement
                ? VariableReferences.Of(statement.Value.Left).AddRange(VariableReferences.Of(statement.Value.Right))
                : [];
    }

    private static ImmutableArray<Variable> Layer(Vector vector, string name) =>
        vector.Input.TryGetProperty(name, out var values) ? Contexts.VariablesOf(values) : [];

    private static void Check(JsonElement expected, ImmutableArray<Variable> actual) => Assert.Equal(
        Contexts.VariablesOf(expected).OrderBy(variable => variable.Key, StringComparer.Ordinal),
        actual.OrderBy(variable => variable.Key, StringComparer.Ordinal));
}
