namespace Tracetest.Domain.TestRuns;

/// <summary>Something worth telling that happened to a run.</summary>
/// <remarks>Source: spec server 3.9.</remarks>
/// <param name="Type">What clients key on, e.g. <c>POLLING_SUCCESS</c>; one of <see cref="RunEventTypes"/>.</param>
/// <param name="Stage">Trigger, trace or test.</param>
/// <param name="Title">A few words.</param>
/// <param name="Description">A sentence with the facts; MAY be empty.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Polling">The state of the wait for spans, on events about it.</param>
public sealed record RunEvent(
    string Type, RunStage Stage, string Title, string Description, DateTimeOffset CreatedAt, PollingState? Polling = null);

/// <summary>The part of a run an event is about.</summary>
public enum RunStage
{
    /// <summary>Resolving and firing the trigger.</summary>
    Trigger,

    /// <summary>Collecting and analysing the trace.</summary>
    Trace,

    /// <summary>Outputs and assertions.</summary>
    Test,
}

/// <summary>How far the wait for spans has come.</summary>
/// <param name="IsComplete">Whether the trace counts as whole.</param>
/// <param name="Spans">How many spans have come.</param>
/// <param name="Iteration">How often the trace was looked at, counting from 1.</param>
public sealed record PollingState(bool IsComplete, int Spans, int Iteration);
