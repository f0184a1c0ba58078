using System.Collections.Immutable;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Triggers;
using Tracetest.Domain.Variables;

namespace Tracetest.Domain.TestRuns;

/// <summary>One execution of one version of a test.</summary>
/// <remarks>Source: spec server 3. Immutable; the trace is not part of it and is found by <see cref="TraceId"/>. All times are UTC.</remarks>
public sealed record TestRun
{
    /// <summary>The test's id.</summary>
    public required string TestId { get; init; }

    /// <summary>The run's number within its test, counting from 1; 0 until it is stored.</summary>
    public int Id { get; init; }

    /// <summary>How often the run has been stored, counting from 1; 0 until it is.</summary>
    public int Revision { get; init; }

    /// <summary>The version of the test that is run, whatever is edited meanwhile.</summary>
    public required int TestVersion { get; init; }

    /// <summary>Where the run is in its life.</summary>
    public RunState State { get; init; } = RunState.Created;

    /// <summary>The trace the trigger starts.</summary>
    public required TraceId TraceId { get; init; }

    /// <summary>The parent span id sent to the service.</summary>
    public required SpanId SpanId { get; init; }

    /// <summary>When the run was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the trigger was fired.</summary>
    public DateTimeOffset? TriggeredAt { get; init; }

    /// <summary>When its answer, or its failure, was had.</summary>
    public DateTimeOffset? TriggerCompletedAt { get; init; }

    /// <summary>When the trace counted as whole.</summary>
    public DateTimeOffset? TraceObtainedAt { get; init; }

    /// <summary>When the run reached a final state.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Why the run did not get to a verdict; empty when it did, or has not yet.</summary>
    public string LastError { get; init; } = "";

    /// <summary>The trigger with every text resolved; <see langword="null"/> until then.</summary>
    public Trigger? ResolvedTrigger { get; init; }

    /// <summary>The service's answer; <see langword="null"/> until there is one.</summary>
    public TriggerResponse? Response { get; init; }

    /// <summary>Why there is no answer; <see langword="null"/> when there is one, or none yet.</summary>
    public TriggerError? TriggerError { get; init; }

    /// <summary>What triggers, outputs and assertions may use, each key once; outputs join at the end.</summary>
    public ImmutableArray<Variable> Variables { get; init; } = [];

    /// <summary>Free texts the caller attached, e.g. where the run came from.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What came of the specs; <see langword="null"/> until they are checked.</summary>
    public AssertionResults? Results { get; init; }

    /// <summary>What came of the outputs, in the order of the test.</summary>
    public ImmutableArray<OutputResult> Outputs { get; init; } = [];

    /// <summary>Which conditions decide, and which of them failed.</summary>
    public RequiredGatesResult Gates { get; init; } = RequiredGatesResult.Default;

    /// <summary>How many spans of the service the verdict rests on; the trigger span does not count.</summary>
    public int SpansJudged { get; init; }

    /// <summary>When the newest of the judged spans came; spans received later came too late for the verdict.</summary>
    public DateTimeOffset? JudgedThrough { get; init; }

    /// <summary>The silence after the last span that made the trace count as whole; <see langword="null"/> when a limit ended the wait.</summary>
    public TimeSpan? QuietPeriod { get; init; }

    /// <summary>Whether the run ended with a verdict and every required gate passed.</summary>
    public bool IsPassed => State == RunState.Finished && Gates.IsPassed;

    /// <summary>Moves the run on.</summary>
    /// <exception cref="InvalidOperationException">The move is not legal: a bug in the caller, not a failed test.</exception>
    public TestRun MoveTo(RunState next, DateTimeOffset now) => State.CanMoveTo(next)
        ? this with { State = next, CompletedAt = next.IsFinal() ? now : null }
        : throw new InvalidOperationException($"Run {Id} of test {TestId} cannot move from {State} to {next}.");
}
