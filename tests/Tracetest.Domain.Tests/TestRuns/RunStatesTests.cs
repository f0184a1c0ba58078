using Tracetest.Domain.TestRuns;

namespace Tracetest.Domain.Tests.TestRuns;

public sealed class RunStatesTests
{
    private static readonly RunState[] Final =
    [
        RunState.Finished, RunState.TriggerFailed, RunState.TraceFailed, RunState.AnalyzingError, RunState.AssertionFailed, RunState.Stopped,
    ];

    public static TheoryData<RunState> All => [.. Enum.GetValues<RunState>()];

    [Theory]
    [MemberData(nameof(All))]
    public void IsFinal_EveryState_IsWhatNoTransitionLeaves(RunState state)
    {
        Assert.Equal(Final.Contains(state), state.IsFinal());
        Assert.Equal(state.IsFinal(), !Enum.GetValues<RunState>().Any(next => state.CanMoveTo(next)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void CanMoveTo_Stopped_FromEveryStateThatIsNotFinal(RunState state) =>
        Assert.Equal(!state.IsFinal(), state.CanMoveTo(RunState.Stopped));

    [Theory]
    [MemberData(nameof(All))]
    public void CanMoveTo_ItselfOrTheStart_Never(RunState state)
    {
        Assert.False(state.CanMoveTo(state));
        Assert.False(state.CanMoveTo(RunState.Created));
    }

    [Fact]
    public void CanMoveTo_TheWayOfAGoodRun_IsOpen()
    {
        RunState[] way =
        [
            RunState.Created, RunState.Executing, RunState.AwaitingTrace, RunState.AnalyzingTrace, RunState.AwaitingTestResults, RunState.Finished,
        ];

        Assert.All(way.Zip(way.Skip(1)), step => Assert.True(step.First.CanMoveTo(step.Second)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Parse_Name_ComesBack(RunState state) => Assert.Equal(state, RunStates.Parse(state.ToName()));

    [Fact]
    public void Parse_UnknownName_Throws() => Assert.Throws<KeyNotFoundException>(() => RunStates.Parse("NOPE"));
}
