using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tracetest.Conformance.Expressions;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Tests;

namespace Tracetest.Conformance.Assertions;

/// <summary>Vectors about comparisons, specs and outputs.</summary>
internal static class AssertionVectors
{
    public static Observation Statement(Vector vector)
    {
        var result = CompiledAssertion.Compile(vector.Input.Text("statement")).Check(EvaluationContexts.Of(vector.Input), null);
        return Observation.Of(new JsonObject
        {
            ["pass"] = result.IsPassed,
            ["left"] = result.ObservedValue,
            ["right"] = result.ExpectedValue,
        }) with
        {
            Refusal = result.Fault is { } fault ? new Refusal(NameOf(fault.Kind), fault.Message) : null,
            IsRefusalAFact = true,
        };
    }

    public static Observation Comparator(Vector vector)
    {
        var input = vector.Input;
        return TextComparators.Compare(input.Text("comparator"), input.Text("left"), input.Text("right")) switch
        {
            null => Observation.Of("match", true),
            { Kind: AssertionFaultKind.NoMatch } => Observation.Of("match", false),
            { } fault => Observation.Refused(NameOf(fault.Kind), fault.Message),
        };
    }

    public static Observation Specs(Vector vector)
    {
        var specs = vector.Input.Objects("specs")
            .Select(spec => new TestSpec("", spec.Text("selector"), [.. spec.Texts("assertions")]))
            .ToImmutableArray();
        var results = CompiledSpecs.Compile(specs, [])
            .Check(vector.Fixtures.TraceOf(vector.Input), EvaluationContexts.VariablesOf(vector.Input, "variables"));
        return Observation.Of(new JsonObject
        {
            ["allPassed"] = results.AllPassed,
            ["results"] = new JsonArray([.. results.Specs.Select(Of)]),
        }) with
        {
            Checks = new Dictionary<string, FactCheck> { ["results"] = FactChecks.SameResults },
        };
    }

    public static Observation Outputs(Vector vector)
    {
        var outputs = vector.Input.Objects("outputs")
            .Select(output => new TestOutput(output.Text("name"), output.Text("selector"), output.Text("value")))
            .ToImmutableArray();
        var results = CompiledSpecs.Compile([], outputs)
            .ReadOutputs(vector.Fixtures.TraceOf(vector.Input), EvaluationContexts.VariablesOf(vector.Input, "variables"));
        return Observation.Of("outputs", new JsonArray([.. results.Select(Of)])) with
        {
            Checks = new Dictionary<string, FactCheck> { ["outputs"] = FactChecks.SameResults },
        };
    }

    private static JsonObject Of(SpecResult spec) =>
        new() { ["selector"] = spec.Selector, ["results"] = new JsonArray([.. spec.Assertions.Select(Of)]) };

    private static JsonObject Of(AssertionResult result) => new()
    {
        ["assertion"] = result.Assertion,
        ["allPassed"] = result.AllPassed,
        ["spanResults"] = new JsonArray([.. result.Spans.Select(Of)]),
    };

    private static JsonObject Of(SpanResult result)
    {
        var json = new JsonObject
        {
            ["spanId"] = result.SpanId?.ToString(),
            ["observedValue"] = result.ObservedValue,
            ["passed"] = result.IsPassed,
        };
        if (result.Fault is { } fault)
        {
            json["error"] = fault.Message;
            json["errorKind"] = NameOf(fault.Kind);
        }

        return json;
    }

    private static JsonObject Of(OutputResult output)
    {
        var json = new JsonObject
        {
            ["name"] = output.Name,
            ["value"] = output.Value,
            ["spanId"] = output.SpanId?.ToString() ?? "",
            ["resolved"] = output.IsResolved,
        };
        if (output.Error.Length > 0)
        {
            json["error"] = output.Error;
        }

        return json;
    }

    private static string NameOf(AssertionFaultKind kind) =>
        kind == AssertionFaultKind.NoMatch ? "no-match" : kind.ToString().ToLowerInvariant();
}
