using System.Collections.Frozen;

namespace Tracetest.Domain.TestRuns;

/// <summary>Where a run is in its life.</summary>
/// <remarks>Source: spec server 3.1.</remarks>
public enum RunState
{
    /// <summary>Stored; the trigger has not been fired and MUST NOT have been.</summary>
    Created,

    /// <summary>The intent to fire is stored; the trigger is, or may have been, fired.</summary>
    Executing,

    /// <summary>The trigger was answered; its spans are awaited.</summary>
    AwaitingTrace,

    /// <summary>The trace is whole and goes through the analyzer.</summary>
    AnalyzingTrace,

    /// <summary>The specs are being checked.</summary>
    AwaitingTestResults,

    /// <summary>Checked, passed or not.</summary>
    Finished,

    /// <summary>The trigger could not be resolved or got no answer.</summary>
    TriggerFailed,

    /// <summary>No trace could be had.</summary>
    TraceFailed,

    /// <summary>The analyzer itself broke.</summary>
    AnalyzingError,

    /// <summary>The check itself broke: not a failed assertion.</summary>
    AssertionFailed,

    /// <summary>A user stopped the run.</summary>
    Stopped,
}

/// <summary>The life cycle of a run: one table, from which all else is read.</summary>
public static class RunStates
{
    private static readonly FrozenDictionary<RunState, RunState[]> Next = new Dictionary<RunState, RunState[]>
    {
        [RunState.Created] = [RunState.Executing, RunState.AnalyzingTrace, RunState.TriggerFailed, RunState.Stopped], // a rerun has its trace
        [RunState.Executing] = [RunState.AwaitingTrace, RunState.TriggerFailed, RunState.Stopped],
        [RunState.AwaitingTrace] = [RunState.AnalyzingTrace, RunState.TraceFailed, RunState.Stopped],
        [RunState.AnalyzingTrace] = [RunState.AwaitingTestResults, RunState.AnalyzingError, RunState.Stopped],
        [RunState.AwaitingTestResults] = [RunState.Finished, RunState.AssertionFailed, RunState.Stopped],
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<RunState, string> Names = new Dictionary<RunState, string>
    {
        [RunState.Created] = "CREATED",
        [RunState.Executing] = "EXECUTING",
        [RunState.AwaitingTrace] = "AWAITING_TRACE",
        [RunState.AnalyzingTrace] = "ANALYZING_TRACE",
        [RunState.AwaitingTestResults] = "AWAITING_TEST_RESULTS",
        [RunState.Finished] = "FINISHED",
        [RunState.TriggerFailed] = "TRIGGER_FAILED",
        [RunState.TraceFailed] = "TRACE_FAILED",
        [RunState.AnalyzingError] = "ANALYZING_ERROR",
        [RunState.AssertionFailed] = "ASSERTION_FAILED",
        [RunState.Stopped] = "STOPPED",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, RunState> ByName =
        Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>Whether the run is over: no transition leaves a final state.</summary>
    public static bool IsFinal(this RunState state) => !Next.ContainsKey(state);

    /// <summary>Whether a run may go from one state to the other in one step.</summary>
    public static bool CanMoveTo(this RunState state, RunState next) =>
        Next.TryGetValue(state, out var allowed) && allowed.Contains(next);

    /// <summary>The name the API writes, e.g. <c>AWAITING_TRACE</c>.</summary>
    public static string ToName(this RunState state) => Names[state];

    /// <summary>Reads a name as <see cref="ToName"/> writes it.</summary>
    /// <exception cref="KeyNotFoundException">There is no state of that name.</exception>
    public static RunState Parse(string name) => ByName[name];
}
