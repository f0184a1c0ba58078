using System.Collections.Concurrent;
using System.Collections.Immutable;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Triggers;

namespace Tracetest.Domain.TestRuns;

/// <summary>Starts runs, keeps them going, and brings each to a final state.</summary>
/// <remarks>Thread-safe; one per server. The host calls <see cref="RecoverAsync"/> at start and now and then, and <see cref="ShutDownAsync"/> at its end.</remarks>
public sealed class RunEngine : IRunStarter, IDisposable
{
    private const string Interrupted =
        "The server stopped while the service was being called, so nobody knows whether it was. The call is not made twice: start a new run.";

    private readonly ConcurrentDictionary<(string TestId, int RunId), ActiveRun> _active = new();
    private readonly ConcurrentDictionary<TraceId, TestRun> _starting = new();
    private readonly CancellationTokenSource _shutDown = new();
    private readonly RunPorts _ports;
    private readonly RunProgress _progress;
    private readonly RunSlots _slots;
    private readonly RunExecution _execution;
    private readonly TimeProvider _clock;
    private readonly RunEvents _events;

    /// <summary>An engine with nothing to do yet.</summary>
    public RunEngine(RunPorts ports, RunProgress progress, RunSlots slots, TimeProvider clock)
    {
        (_ports, _progress, _slots, _clock) = (ports, progress, slots, clock);
        _execution = new RunExecution(ports, progress, slots, clock);
        _events = new RunEvents(clock);
    }

    /// <summary>Raised when a run broke on a fault of ours; it has been put in a final state.</summary>
    public event EventHandler<RunBroke>? Broke;

    /// <inheritdoc/>
    public async Task<RunStart> StartAsync(RunRequest request, CancellationToken cancellationToken)
    {
        if (await _ports.Tests.FindAsync(request.TestId, cancellationToken) is not { } test)
        {
            return new RunStart.NoSuchTest();
        }

        if (MissingVariables.Of(test, request.Variables) is { Length: > 0 } missing)
        {
            return new RunStart.MissingVariables(missing);
        }

        var draft = Draft(request, test);
        using var span = RunInstrumentation.StartResolveTrigger();
        return TriggerResolver.Resolve(test.Trigger, request.Variables) switch
        {
            TriggerResolution.Resolved resolved => await LaunchAsync(draft with { ResolvedTrigger = resolved.Trigger }, test, cancellationToken),
            TriggerResolution.Faulty faulty => await RefuseAsync(draft, faulty, cancellationToken),
            var other => throw new InvalidOperationException($"Unknown resolution {other}."),
        };
    }

    /// <inheritdoc/>
    public async Task<bool> StopAsync(string testId, int runId, CancellationToken cancellationToken)
    {
        if (!_active.TryGetValue((testId, runId), out var active))
        {
            return false;
        }

        using var span = RunInstrumentation.StartStopRun();
        active.Control.Stop();
        return (await active.Work.WaitAsync(cancellationToken))?.State == RunState.Stopped;
    }

    /// <inheritdoc/>
    public Task<bool> SkipAwaitingTraceAsync(string testId, int runId, CancellationToken cancellationToken)
    {
        var isActive = _active.TryGetValue((testId, runId), out var active);
        active?.Control.Skip();
        return Task.FromResult(isActive);
    }

    /// <summary>Goes on with runs whose server has gone, and with own ones nobody looks after.</summary>
    /// <returns>How many were taken up.</returns>
    public async Task<int> RecoverAsync(CancellationToken cancellationToken)
    {
        var orphans = await _ports.Runs.AdoptOrphansAsync(cancellationToken);
        var taken = 0;
        foreach (var run in orphans.Where(run => !IsLookedAfter(run)))
        {
            await ResumeAsync(run, cancellationToken);
            taken++;
        }

        return taken;
    }

    /// <summary>Lets calls in flight end and puts the rest aside for the next server.</summary>
    public async Task ShutDownAsync(CancellationToken cancellationToken)
    {
        await _shutDown.CancelAsync();
        await Task.WhenAll(_active.Values.Select(active => active.Work)).WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _shutDown.Dispose();

    /// <summary>Goes on, or is between its commit and its start.</summary>
    private bool IsLookedAfter(TestRun run) => _starting.ContainsKey(run.TraceId) || _active.ContainsKey((run.TestId, run.Id));

    private TestRun Draft(RunRequest request, Test test) => new()
    {
        TestId = test.Id,
        TestVersion = test.Version,
        TraceId = TraceId.NewRandom(),
        SpanId = SpanId.NewRandom(),
        CreatedAt = _clock.GetUtcNow(),
        Variables = request.Variables,
        Metadata = request.Metadata,
        Gates = request.RequiredGates is { } gates ? new RequiredGatesResult(gates, []) : RequiredGatesResult.Default,
    };

    private async Task<RunStart> LaunchAsync(TestRun draft, Test test, CancellationToken cancellationToken)
    {
        _starting[draft.TraceId] = draft;
        try
        {
            return await BeginAsync(draft, test, cancellationToken) is { } begun
                ? new RunStart.Started(draft with { Id = begun.Id, ResolvedTrigger = null })
                : new RunStart.NoSuchTest();
        }
        finally
        {
            _starting.TryRemove(draft.TraceId, out _);
        }
    }

    /// <summary>
    /// Stores the run and sets it going. When a call slot is free the intent to fire is part of the same commit, so that the
    /// common run costs one commit less; else the run waits in state Created.
    /// </summary>
    private async Task<TestRun?> BeginAsync(TestRun draft, Test test, CancellationToken cancellationToken)
    {
        var control = new RunControl(_slots.TryEnterCall(), _shutDown.Token);
        TestRun? added = null;
        try
        {
            added = await StoreAsync(draft, control.HoldsCallSlot, cancellationToken);
            return added;
        }
        finally
        {
            if (added is null)
            {
                control.LeaveCallSlot(_slots);
                control.Dispose();
            }
            else
            {
                KeepGoing(added, control, () => _execution.ContinueAsync(added, test, control));
            }
        }
    }

    private Task<TestRun?> StoreAsync(TestRun draft, bool isAdmitted, CancellationToken cancellationToken)
    {
        ImmutableArray<RunEvent> events = [_events.Created(), _events.ResolveStarted(), _events.Resolved()];
        return isAdmitted
            ? _progress.BeginAsync(draft.MoveTo(RunState.Executing, _clock.GetUtcNow()), events.Add(_events.ExecutionStarted()), cancellationToken)
            : _progress.BeginAsync(draft, events, cancellationToken);
    }

    private async Task<RunStart> RefuseAsync(TestRun draft, TriggerResolution.Faulty faulty, CancellationToken cancellationToken)
    {
        var reason = string.Join(" ", faulty.Faults.Select(fault => $"{fault.Field}: {fault.Message}"));
        var run = (draft with { LastError = reason, TriggerError = new TriggerError(reason) }).MoveTo(RunState.TriggerFailed, _clock.GetUtcNow());
        var added = await _progress.BeginAsync(
            run, [_events.Created(), _events.ResolveStarted(), _events.ResolveFailed(reason)], cancellationToken);
        return added is null ? new RunStart.NoSuchTest() : new RunStart.Started(draft with { Id = added.Id });
    }

    private async Task ResumeAsync(TestRun run, CancellationToken cancellationToken)
    {
        var test = await _ports.Tests.FindVersionAsync(run.TestId, run.TestVersion, cancellationToken);
        var control = new RunControl(holdsCallSlot: false, _shutDown.Token);
        KeepGoing(run, control, () => run.State switch
        {
            RunState.Executing => _execution.GiveUpAsync(run, Interrupted, control.Stopped),
            _ when test is null => throw new InvalidOperationException($"Version {run.TestVersion} of test {run.TestId} is gone."),
            _ => _execution.ContinueAsync(run, test, control),
        });
    }

    private void KeepGoing(TestRun run, RunControl control, Func<Task<TestRun>> work)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var active = new ActiveRun(control, WorkAsync(run, control, work, start.Task));
        _active[(run.TestId, run.Id)] = active;
        start.SetResult();
    }

    /// <summary>The run worker: whatever happens, the run ends in a final state or is left to the next server.</summary>
    private async Task<TestRun?> WorkAsync(TestRun run, RunControl control, Func<Task<TestRun>> work, Task start)
    {
        await start;
        try
        {
            return await work();
        }
        catch (RunLostException)
        {
            return null; // deleted meanwhile, or another server goes on with it
        }
        catch (OperationCanceledException) when (control.Stopped.IsCancellationRequested)
        {
            return await EndAsync(run, stored => stored.MoveTo(RunState.Stopped, _clock.GetUtcNow()), _events.Stopped("A user stopped the run."));
        }
        catch (OperationCanceledException) when (_shutDown.IsCancellationRequested)
        {
            return null; // the next server goes on with it
        }
        catch (Exception exception) // the run worker: a fault of ours must not leave a run hanging
        {
            Broke?.Invoke(this, new RunBroke(run, exception));
            var reason = $"An internal error ended the run: {exception.Message}";
            return await EndAsync(run, stored => Broken(stored with { LastError = reason }, control), _events.SpecsFailed(reason));
        }
        finally
        {
            control.LeaveCallSlot(_slots);
            _active.TryRemove((run.TestId, run.Id), out _);
            control.Dispose();
        }
    }

    /// <summary>The failure of the stage that broke.</summary>
    private TestRun Broken(TestRun stored, RunControl control)
    {
        var now = _clock.GetUtcNow();
        return (stored.State, control.IsJudging) switch
        {
            (RunState.AwaitingTrace, true) => stored.MoveTo(RunState.AnalyzingTrace, now)
                .MoveTo(RunState.AwaitingTestResults, now)
                .MoveTo(RunState.AssertionFailed, now),
            (RunState.AwaitingTrace, false) => stored.MoveTo(RunState.TraceFailed, now),
            _ => stored.MoveTo(RunState.TriggerFailed, now),
        };
    }

    /// <summary>Ends a run early, from whatever state it is stored in.</summary>
    private async Task<TestRun?> EndAsync(TestRun run, Func<TestRun, TestRun> end, RunEvent told)
    {
        if (await _ports.Runs.FindAsync(run.TestId, run.Id, _shutDown.Token) is not { } stored || stored.State.IsFinal())
        {
            return null;
        }

        try
        {
            return await _progress.SaveAsync(end(stored), [told], _shutDown.Token);
        }
        catch (RunLostException)
        {
            return null;
        }
    }

    private sealed record ActiveRun(RunControl Control, Task<TestRun?> Work);
}

/// <summary>A run that broke on a fault of ours.</summary>
/// <param name="Run">The run as it was when it was taken up.</param>
/// <param name="Exception">What was thrown.</param>
public sealed record RunBroke(TestRun Run, Exception Exception);
