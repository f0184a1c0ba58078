using System.Collections.Immutable;
using Tracetest.Domain.TestRuns;

namespace Tracetest.Domain.TestSuites;

/// <summary>How one step of a suite ended.</summary>
/// <param name="State">A final state of the step's run.</param>
/// <param name="GatesPassed">Whether no required gate of the step failed.</param>
public sealed record SuiteStepEnd(RunState State, bool GatesPassed)
{
    /// <summary>How a run that is over ended.</summary>
    public static SuiteStepEnd Of(TestRun run) => new(run.State, run.Gates.IsPassed);

    /// <summary>
    /// Whether the steps after this one are not run: the step came to no verdict. Failed assertions are a verdict; a run somebody
    /// stopped ends that step alone.
    /// </summary>
    public bool EndsSuite => State is not (RunState.Finished or RunState.Stopped);
}

/// <summary>How far the run of a suite has come: decides whether its next step is run, and what the suite's state is.</summary>
/// <remarks>
/// Source: spec language 10.2, server 3.7. Steps run one after the other. Immutable, thread-safe.
/// </remarks>
public sealed record SuiteProgress
{
    private SuiteProgress(int stepCount, ImmutableArray<SuiteStepEnd> ended) => (StepCount, Ended) = (stepCount, ended);

    /// <summary>How many steps the suite has; not negative.</summary>
    public int StepCount { get; }

    /// <summary>How the steps run so far ended, in order.</summary>
    public ImmutableArray<SuiteStepEnd> Ended { get; }

    /// <summary>The suite's state; a suite without steps is finished at once.</summary>
    public SuiteState State =>
        Ended is [.., { EndsSuite: true }] ? SuiteState.Failed
        : Ended.Length == StepCount ? SuiteState.Finished
        : Ended.IsEmpty ? SuiteState.Created
        : SuiteState.Executing;

    /// <summary>Whether no required gate failed in the steps run so far; true when there is none.</summary>
    public bool AllStepsRequiredGatesPassed => Ended.All(step => step.GatesPassed);

    /// <summary>A suite none of whose steps has been run.</summary>
    /// <param name="stepCount">How many it has; not negative.</param>
    public static SuiteProgress Start(int stepCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stepCount);
        return new SuiteProgress(stepCount, []);
    }

    /// <summary>The suite after its next step.</summary>
    /// <exception cref="InvalidOperationException">The suite is over, or the step is not: a bug in the caller.</exception>
    public SuiteProgress After(SuiteStepEnd step)
    {
        if (State.IsFinal())
        {
            throw new InvalidOperationException($"The suite is {State} after {Ended.Length} of {StepCount} steps.");
        }

        return step.State.IsFinal()
            ? new SuiteProgress(StepCount, Ended.Add(step))
            : throw new InvalidOperationException($"Step {Ended.Length + 1} is not over: {step.State}.");
    }
}
