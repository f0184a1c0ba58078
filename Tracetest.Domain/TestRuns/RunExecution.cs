using System.Collections.Immutable;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Triggers;

namespace Tracetest.Domain.TestRuns;

/// <summary>Takes one run from the state it is stored in to a final one.</summary>
/// <remarks>
/// <list type="number">
/// <item>Created: wait for a free call slot, then store the intent to fire (<see cref="RunState.Executing"/>).</item>
/// <item>Executing: open the watch for spans, fire the trigger, store the answer or the failure.</item>
/// <item>Awaiting the trace: wait until it counts as whole.</item>
/// <item>Judge it, and store the verdict with its events in one commit.</item>
/// </list>
/// A run found in Executing after a restart is not fired again: nobody can know whether the service was called.
/// </remarks>
internal sealed class RunExecution(RunPorts ports, RunProgress progress, RunSlots slots, TimeProvider clock)
{
    /// <summary>How long the database may be away before a run gives up reading.</summary>
    private static readonly TimeSpan LongestOutage = TimeSpan.FromMinutes(1);

    private readonly RunEvents _events = new(clock);
    private readonly CompiledTests _tests = new();

    /// <summary>Goes on with a run.</summary>
    /// <param name="run">As it is stored.</param>
    /// <param name="test">The version of the test the run is of.</param>
    /// <param name="control">How users and the server intervene.</param>
    public async Task<TestRun> ContinueAsync(TestRun run, Test test, RunControl control)
    {
        using var watch = ports.Arrivals.Watch(run.TraceId);
        var resumed = run.State == RunState.AwaitingTrace;
        if (run.State == RunState.Created)
        {
            run = await AdmitAsync(run, control);
        }

        if (run.State == RunState.Executing)
        {
            run = await FireAsync(run, control);
        }

        return run.State == RunState.AwaitingTrace ? await CollectAsync(run, test, watch, resumed, control) : run;
    }

    /// <summary>Ends a run whose server went away between firing and storing the answer.</summary>
    public async Task<TestRun> GiveUpAsync(TestRun run, string reason, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var error = new TriggerError(reason);
        var failed = (run with { TriggerCompletedAt = now, TriggerError = error, LastError = reason }).MoveTo(RunState.TriggerFailed, now);
        return await progress.SaveAsync(failed, [.. _events.ExecutionFailed(error)], cancellationToken);
    }

    private async Task<TestRun> AdmitAsync(TestRun run, RunControl control)
    {
        await slots.EnterCallAsync(control.StoppedOrShutDown);
        control.HoldsCallSlot = true;
        var executing = (run with { TriggeredAt = clock.GetUtcNow() }).MoveTo(RunState.Executing, clock.GetUtcNow());
        return await progress.SaveAsync(executing, [_events.ExecutionStarted()], control.Stopped);
    }

    private async Task<TestRun> FireAsync(TestRun run, RunControl control)
    {
        var trigger = run.ResolvedTrigger ?? throw new InvalidOperationException($"Run {run.Id} of test {run.TestId} has no resolved trigger.");
        run = run with { TriggeredAt = clock.GetUtcNow() };
        var outcome = await CallAsync(run, trigger, control);
        run = run with { TriggerCompletedAt = clock.GetUtcNow() };
        using var span = RunInstrumentation.StartProcessTriggerResponse(control.Parent);
        control.Parent = span?.Context ?? control.Parent;
        run = outcome switch
        {
            TriggerOutcome.Responded responded => await AnsweredAsync(run with { Response = responded.Response }, control),
            TriggerOutcome.Failed failed => await FailedAsync(run, failed.Error, control),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
        };
        ports.TriggerSpans.Export(TriggerSpan.Of(run));
        return run;
    }

    private async Task<TriggerOutcome> CallAsync(TestRun run, Trigger trigger, RunControl control)
    {
        using var span = RunInstrumentation.StartTriggerTest(run, trigger, control.Parent);
        var outcome = await ports.Triggerer.FireAsync(trigger, new TriggerContext(run.TraceId, run.SpanId), control.Stopped);
        span.RecordOutcome(outcome);
        control.LeaveCallSlot(slots);
        return outcome;
    }

    private async Task<TestRun> AnsweredAsync(TestRun run, RunControl control) =>
        await progress.SaveAsync(
            run.MoveTo(RunState.AwaitingTrace, clock.GetUtcNow()),
            [_events.ExecutionSucceeded(), _events.FetchingStarted()],
            control.Stopped);

    private async Task<TestRun> FailedAsync(TestRun run, TriggerError error, RunControl control) =>
        await progress.SaveAsync(
            (run with { TriggerError = error, LastError = error.Message }).MoveTo(RunState.TriggerFailed, clock.GetUtcNow()),
            [.. _events.ExecutionFailed(error)],
            control.Stopped);

    private async Task<TestRun> CollectAsync(TestRun run, Test test, SpanWatch watch, bool resumed, RunControl control)
    {
        var specs = _tests.Of(test);
        var profile = await ReadAsync(ports.Profiles.CurrentAsync, control);
        var expected = await ReadAsync(token => ports.Runs.LastSpanCountAsync(run.TestId, token), control);
        using var span = RunInstrumentation.StartPolling(run, control.Parent);
        control.Parent = span?.Context ?? control.Parent;
        var wait = new TraceWait(run, specs, profile, expected, ports.Traces, clock);
        var result = await wait.UntilWholeAsync(watch, resumed, control.SkipRequested(test), control.StoppedOrShutDown);
        ImmutableArray<RunEvent> soFar = [_events.PollingStarted(profile), .. result.Events];
        return result.Stored is { } stored
            ? await JudgeAsync(run with { QuietPeriod = result.Quiet }, specs, stored, soFar, control)
            : await WithoutTraceAsync(run, profile.Timeout, soFar, control);
    }

    private Task<T> ReadAsync<T>(Func<CancellationToken, Task<T>> read, RunControl control) =>
        PatientRead.OfAsync(read, clock.GetUtcNow() + LongestOutage, clock, control.StoppedOrShutDown);

    private async Task<TestRun> JudgeAsync(
        TestRun run, CompiledSpecs specs, StoredTrace stored, ImmutableArray<RunEvent> soFar, RunControl control)
    {
        var now = clock.GetUtcNow();
        var analysing = progress.Show((run with { TraceObtainedAt = now }).MoveTo(RunState.AnalyzingTrace, now));
        var awaiting = progress.Show(analysing.MoveTo(RunState.AwaitingTestResults, now));
        control.IsJudging = true;
        var (judged, events) = await VerdictAsync(awaiting, specs, stored, control);
        return await progress.SaveAsync(judged, [.. soFar, _events.AnalyzerSkipped(), .. events], control.Stopped);
    }

    /// <summary>Judging takes a slot, as it takes a core; the commit that follows takes none and must hold none up.</summary>
    private async Task<(TestRun Run, ImmutableArray<RunEvent> Events)> VerdictAsync(
        TestRun run, CompiledSpecs specs, StoredTrace stored, RunControl control)
    {
        await slots.EnterJudgementAsync(control.Stopped);
        try
        {
            return new RunVerdict(specs, clock).Of(run, stored, control.Parent);
        }
        finally
        {
            slots.LeaveJudgement();
        }
    }

    private async Task<TestRun> WithoutTraceAsync(TestRun run, TimeSpan limit, ImmutableArray<RunEvent> soFar, RunControl control)
    {
        var reason = $"No span of trace {run.TraceId} came within {limit.TotalSeconds:0.#} s of the answer. "
            + "Check that the service exports its spans to this server's OTLP ports and passes on the traceparent header.";
        return await progress.SaveAsync(
            (run with { LastError = reason }).MoveTo(RunState.TraceFailed, clock.GetUtcNow()), soFar, control.Stopped);
    }
}
