using Tracetest.Domain.Assertions;
using Tracetest.Domain.TestRuns;

namespace Tracetest.Conformance.Tests;

internal static class RunStatusVectors
{
    public static void Run(Vector vector)
    {
        var required = vector.Input.GetProperty("required").EnumerateArray().Select(gate => gate.GetString()!);
        var result = new RequiredGatesResult([.. required], []);
        foreach (var gate in vector.Text("op") == "gates" ? GivenFailures(vector) : FailuresOf(vector))
        {
            result = result.WithFailed(gate);
        }

        Assert.Equal(vector.Expected.GetProperty("passed").GetBoolean(), result.IsPassed);
        var expected = vector.Expected.GetProperty("failed").EnumerateArray().Select(gate => gate.GetString()!);
        Assert.Equal(InOrder(vector, expected), InOrder(vector, result.Failed));
        if (vector.ExpectedText("state") is { } state)
        {
            // The verdict does not decide the state: a run whose assertions were checked is finished.
            Assert.True(RunState.AwaitingTestResults.CanMoveTo(RunStates.Parse(state)));
        }
    }

    private static IEnumerable<string> GivenFailures(Vector vector) =>
        vector.Input.GetProperty("failures").EnumerateArray().Select(gate => gate.GetString()!);

    private static IEnumerable<string> FailuresOf(Vector vector)
    {
        var analyzer = vector.Input.GetProperty("analyzer");
        (string Gate, bool HasFailed)[] gates =
        [
            (RequiredGatesResult.TestSpecs, !vector.Input.GetProperty("allPassed").GetBoolean()),
            (RequiredGatesResult.AnalyzerRules, !analyzer.GetProperty("passed").GetBoolean()),
            (RequiredGatesResult.AnalyzerScore, analyzer.GetProperty("score").GetInt32() < analyzer.GetProperty("minimumScore").GetInt32()),
        ];
        return gates.Where(gate => gate.HasFailed).Select(gate => gate.Gate);
    }

    private static IEnumerable<string> InOrder(Vector vector, IEnumerable<string> gates) =>
        vector.Text("op") == "gates" ? gates : gates.Order(StringComparer.Ordinal);
}
