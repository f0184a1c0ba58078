using System.Collections.Immutable;
using System.Diagnostics;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Variables;
using Trace = Tracetest.Domain.Traces.Trace;

namespace Tracetest.Domain.TestRuns;

/// <summary>Judges a run on its trace: outputs first, then assertions, then gates.</summary>
/// <remarks>Source: spec server 3.4.</remarks>
internal sealed class RunVerdict(CompiledSpecs specs, TimeProvider clock)
{
    /// <summary>How many assertions that cannot be evaluated are told as events; the results tell all.</summary>
    private const int MaxWarnings = 20;

    private readonly RunEvents _events = new(clock);

    /// <summary>The finished run and what happened on the way.</summary>
    /// <param name="run">In state <see cref="RunState.AwaitingTestResults"/>.</param>
    /// <param name="stored">The spans of the service.</param>
    /// <param name="parent">The span of this server's own telemetry that judging is part of.</param>
    public (TestRun Run, ImmutableArray<RunEvent> Events) Of(TestRun run, StoredTrace stored, ActivityContext parent)
    {
        var started = _events.SpecsStarted();
        var trace = stored.Trace.WithTriggerRoot(TriggerSpan.Of(run));
        var outputs = ReadOutputs(trace, run.Variables, parent);
        var variables = VariableMerge.Merge(run.Variables, [.. outputs.Select(output => new Variable(output.Name, output.Value))]);
        var results = Check(trace, variables, parent);
        var judged = run with
        {
            Outputs = outputs,
            Variables = variables,
            Results = results,
            Gates = (run.Gates with { Failed = [] }).Judged(results.AllPassed, analyzer: null),
            SpansJudged = stored.Trace.Count,
            JudgedThrough = stored.Trace.Count > 0 ? stored.LastReceivedAt : run.TraceObtainedAt,
        };
        return (judged.MoveTo(RunState.Finished, clock.GetUtcNow()), [started, .. Warnings(outputs, results), _events.SpecsDone(results)]);
    }

    private ImmutableArray<OutputResult> ReadOutputs(Trace trace, ImmutableArray<Variable> variables, ActivityContext parent)
    {
        using var span = RunInstrumentation.StartProcessOutputs(parent);
        var outputs = specs.ReadOutputs(trace, variables);
        span.RecordOutputs(outputs.Select(output => output.Name));
        return outputs;
    }

    private AssertionResults Check(Trace trace, ImmutableArray<Variable> variables, ActivityContext parent)
    {
        using var span = RunInstrumentation.StartExecuteAssertions(parent);
        var results = specs.Check(trace, variables);
        span.RecordVerdict(results.AllPassed);
        return results;
    }

    private IEnumerable<RunEvent> Warnings(ImmutableArray<OutputResult> outputs, AssertionResults results)
    {
        var missing = outputs.Where(output => !output.IsResolved).Select(_events.OutputMissing);
        var unclear =
            from spec in results.Specs
            from assertion in spec.Assertions
            let fault = assertion.Spans.Select(span => span.Fault)
                .FirstOrDefault(fault => fault?.Kind is AssertionFaultKind.Syntax or AssertionFaultKind.Resolution)
            where fault is not null
            select _events.AssertionWarning(assertion.Assertion, fault);
        return missing.Concat(unclear.Take(MaxWarnings));
    }
}
