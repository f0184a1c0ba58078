using System.Collections.Immutable;
using System.Text.Json;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Tests;

namespace Tracetest.Conformance.Tests;

internal static class AssertionVectors
{
    public static void RunStatement(Vector vector)
    {
        var result = CompiledAssertion.Compile(vector.Text("statement")).Check(Contexts.Of(vector), null);

        Assert.True(vector.Expected.GetProperty("pass").GetBoolean() == result.IsPassed, $"{result}");
        if (vector.ExpectedText("errorKind") is { } kind)
        {
            Assert.Equal(kind, Name(result.Fault!.Kind));
        }

        Assert.Equal(vector.ExpectedText("left") ?? result.ObservedValue, result.ObservedValue);
        Assert.Equal(vector.ExpectedText("right") ?? result.ExpectedValue, result.ExpectedValue);
    }

    public static void RunComparator(Vector vector)
    {
        var fault = TextComparators.Compare(vector.Text("comparator"), vector.Text("left"), vector.Text("right"));
        if (vector.ExpectsError)
        {
            Assert.Equal(AssertionFaultKind.Comparison, fault?.Kind);
            return;
        }

        Assert.Equal(vector.Expected.GetProperty("match").GetBoolean(), fault is null);
        Assert.True(fault is null or { Kind: AssertionFaultKind.NoMatch }, fault?.Message);
    }

    public static void RunAssertion(Vector vector)
    {
        var trace = Traces.Of(vector.Input.GetProperty("trace"));
        var specs = vector.Input.GetProperty("specs").EnumerateArray().Select(spec => new TestSpec(
            "", spec.GetProperty("selector").GetString()!,
            [.. spec.GetProperty("assertions").EnumerateArray().Select(assertion => assertion.GetString()!)])).ToImmutableArray();

        var results = CompiledSpecs.Compile(specs, []).Check(trace, Contexts.VariablesOf(vector.Input.GetProperty("variables")));

        Assert.Equal(vector.Expected.GetProperty("allPassed").GetBoolean(), results.AllPassed);
        if (vector.Expected.TryGetProperty("results", out var expected))
        {
            Assert.Equal(expected.GetArrayLength(), results.Specs.Length);
            Assert.All(expected.EnumerateArray().Zip(results.Specs), pair => CheckSpec(pair.First, pair.Second));
        }
    }

    public static void RunOutput(Vector vector)
    {
        var trace = Traces.Of(vector.Input.GetProperty("trace"));
        var outputs = vector.Input.GetProperty("outputs").EnumerateArray().Select(output => new TestOutput(
            output.GetProperty("name").GetString()!,
            output.GetProperty("selector").GetString()!,
            output.GetProperty("value").GetString()!)).ToImmutableArray();

        var results = CompiledSpecs.Compile([], outputs)
            .ReadOutputs(trace, Contexts.VariablesOf(vector.Input.GetProperty("variables")));

        var expected = vector.Expected.GetProperty("outputs");
        Assert.Equal(expected.GetArrayLength(), results.Length);
        Assert.All(expected.EnumerateArray().Zip(results), pair =>
        {
            Assert.Equal(pair.First.GetProperty("name").GetString(), pair.Second.Name);
            Assert.Equal(pair.First.GetProperty("value").GetString(), pair.Second.Value);
            Assert.Equal(pair.First.GetProperty("spanId").GetString(), pair.Second.SpanId?.ToString() ?? "");
            Assert.Equal(pair.First.GetProperty("resolved").GetBoolean(), pair.Second.IsResolved);
        });
    }

    private static void CheckSpec(JsonElement expected, SpecResult actual)
    {
        Assert.Equal(expected.GetProperty("selector").GetString(), actual.Selector);
        Assert.Equal(expected.GetProperty("results").GetArrayLength(), actual.Assertions.Length);
        Assert.All(expected.GetProperty("results").EnumerateArray().Zip(actual.Assertions), pair =>
        {
            Assert.Equal(pair.First.GetProperty("assertion").GetString(), pair.Second.Assertion);
            Assert.Equal(pair.First.GetProperty("allPassed").GetBoolean(), pair.Second.AllPassed);
            Assert.Equal(pair.First.GetProperty("spanResults").GetArrayLength(), pair.Second.Spans.Length);
            Assert.All(pair.First.GetProperty("spanResults").EnumerateArray().Zip(pair.Second.Spans), spans => CheckSpan(spans.First, spans.Second));
        });
    }

    private static void CheckSpan(JsonElement expected, SpanResult actual)
    {
        Assert.Equal(expected.GetProperty("spanId").GetString(), actual.SpanId?.ToString());
        Assert.Equal(expected.GetProperty("observedValue").GetString(), actual.ObservedValue);
        Assert.Equal(expected.GetProperty("passed").GetBoolean(), actual.IsPassed);
    }

    private static string Name(AssertionFaultKind kind) =>
        kind == AssertionFaultKind.NoMatch ? "no-match" : kind.ToString().ToLowerInvariant();
}
