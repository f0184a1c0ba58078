using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tracetest.Conformance.Traces;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Tests;
using Tracetest.Domain.TestSuites;
using Tracetest.Domain.Traces;

namespace Tracetest.Conformance.TestRuns;

/// <summary>Vectors about what decides whether a run, or a suite, has passed.</summary>
internal static class RunStatusVectors
{
    public static Observation Judge(Vector vector) => vector.Input.Text("op") switch
    {
        "gates" => Of(vector.Input.Texts("failures").Aggregate(Required(vector.Input), (gates, gate) => gates.WithFailed(gate))),
        "run" => Run(vector.Input),
        "suite" => Suite(vector.Input.Objects("steps")),
        _ => throw vector.Input.Unknown("op"),
    };

    /// <summary>A run with one assertion, which holds or not, is judged as every run is; the analyzer's verdict joins.</summary>
    private static Observation Run(Fields input)
    {
        var run = Judged(input.Flag("allPassed"), Required(input));
        var gates = run.Gates.Judged(run.Results!.AllPassed, AnalyzerOf(input.OptionalObject("analyzer")));
        var observation = Of(gates);
        observation.Facts["state"] = run.State.ToName();
        return observation with { Checks = new Dictionary<string, FactCheck> { ["failed"] = FactChecks.SameInAnyOrder } };
    }

    private static TestRun Judged(bool holds, RequiredGatesResult gates)
    {
        var specs = CompiledSpecs.Compile([new TestSpec("", "", [holds ? "1 = 1" : "1 = 2"])], []);
        var run = new TestRun
        {
            TestId = "t",
            TestVersion = 1,
            State = RunState.AwaitingTestResults,
            TraceId = SpanTrees.TraceId,
            SpanId = SpanTrees.IdOf("fffffffffffffff1"),
            CreatedAt = DateTimeOffset.UnixEpoch,
            Gates = gates,
        };
        var stored = new StoredTrace(Trace.Assemble(run.TraceId, []), run.CreatedAt, ImmutableDictionary<SpanId, DateTimeOffset>.Empty);
        return new RunVerdict(specs, TimeProvider.System).Of(run, stored, default).Run;
    }

    private static Observation Suite(IReadOnlyList<Fields> steps)
    {
        var progress = SuiteProgress.Start(steps.Count);
        foreach (var step in steps.TakeWhile(_ => !progress.State.IsFinal()))
        {
            progress = progress.After(new SuiteStepEnd(StateOf(step), step.Flag("gatesPassed")));
        }

        return Observation.Of(new JsonObject
        {
            ["state"] = progress.State.ToName(),
            ["executed"] = progress.Ended.Length,
            ["allStepsRequiredGatesPassed"] = progress.AllStepsRequiredGatesPassed,
        });
    }

    private static RequiredGatesResult Required(Fields input) => new([.. input.Texts("required")], []);

    private static AnalyzerVerdict? AnalyzerOf(Fields? analyzer) => analyzer is { } given
        ? new(given.Flag("passed"), (int)given.Number("score"), (int)given.Number("minimumScore"))
        : null;

    private static RunState StateOf(Fields step) =>
        Enum.GetValues<RunState>().Cast<RunState?>().FirstOrDefault(state => state!.Value.ToName() == step.Text("state"))
        ?? throw step.Unknown("state");

    private static Observation Of(RequiredGatesResult gates) => Observation.Of(new JsonObject
    {
        ["passed"] = gates.IsPassed,
        ["failed"] = new JsonArray([.. gates.Failed.Select(gate => JsonValue.Create(gate))]),
    });
}
