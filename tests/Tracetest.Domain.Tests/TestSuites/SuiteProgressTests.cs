using Tracetest.Domain.TestRuns;
using Tracetest.Domain.TestSuites;

namespace Tracetest.Domain.Tests.TestSuites;

public sealed class SuiteProgressTests
{
    [Fact]
    public void Start_NoSteps_IsFinishedAndPassed()
    {
        var progress = SuiteProgress.Start(0);

        Assert.Equal(SuiteState.Finished, progress.State);
        Assert.True(progress.AllStepsRequiredGatesPassed);
    }

    [Fact]
    public void After_EachStep_GoesFromCreatedToFinished()
    {
        var start = SuiteProgress.Start(2);
        var first = start.After(Ended(RunState.Finished));
        var second = first.After(Ended(RunState.Finished));

        Assert.Equal(
            [SuiteState.Created, SuiteState.Executing, SuiteState.Finished], [start.State, first.State, second.State]);
    }

    [Theory]
    [InlineData(RunState.Finished, SuiteState.Executing)]
    [InlineData(RunState.Stopped, SuiteState.Executing)]
    [InlineData(RunState.TriggerFailed, SuiteState.Failed)]
    [InlineData(RunState.TraceFailed, SuiteState.Failed)]
    [InlineData(RunState.AnalyzingError, SuiteState.Failed)]
    [InlineData(RunState.AssertionFailed, SuiteState.Failed)]
    public void After_StepOfEveryFinalState_FailsUnlessThereIsAVerdictOrAStop(RunState step, SuiteState expected) =>
        Assert.Equal(expected, SuiteProgress.Start(2).After(Ended(step)).State);

    [Fact]
    public void After_LastStepFails_IsFailed() =>
        Assert.Equal(SuiteState.Failed, SuiteProgress.Start(1).After(Ended(RunState.TraceFailed)).State);

    [Fact]
    public void AllStepsRequiredGatesPassed_OneFailed_IsFalseAndTheSuiteGoesOn()
    {
        var progress = SuiteProgress.Start(2).After(new SuiteStepEnd(RunState.Finished, GatesPassed: false));

        Assert.False(progress.AllStepsRequiredGatesPassed);
        Assert.Equal(SuiteState.Executing, progress.State);
    }

    [Fact]
    public void After_SuiteIsOver_IsABug() =>
        Assert.Throws<InvalidOperationException>(() => SuiteProgress.Start(0).After(Ended(RunState.Finished)));

    [Fact]
    public void After_StepThatIsNotOver_IsABug() =>
        Assert.Throws<InvalidOperationException>(() => SuiteProgress.Start(1).After(Ended(RunState.AwaitingTrace)));

    private static SuiteStepEnd Ended(RunState state) => new(state, GatesPassed: true);
}
