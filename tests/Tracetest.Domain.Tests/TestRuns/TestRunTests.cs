using Tracetest.Domain.TestRuns;

namespace Tracetest.Domain.Tests.TestRuns;

public sealed class TestRunTests
{
    private static readonly DateTimeOffset Now = new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);

    [Fact]
    public void MoveTo_LegalStep_ChangesTheStateOnly()
    {
        var run = NewRun();

        Assert.Equal(run with { State = RunState.Executing }, run.MoveTo(RunState.Executing, Now));
    }

    [Fact]
    public void MoveTo_FinalState_NotesTheTime() => Assert.Equal(Now, NewRun().MoveTo(RunState.Stopped, Now).CompletedAt);

    [Fact]
    public void MoveTo_IllegalStep_Throws() =>
        Assert.Throws<InvalidOperationException>(() => NewRun().MoveTo(RunState.Finished, Now));

    internal static TestRun NewRun(int id = 1) => new()
    {
        TestId = "test",
        Id = id,
        TestVersion = 1,
        TraceId = Traces.TraceBuilder.TraceNumber,
        SpanId = Traces.TraceBuilder.IdOf(1),
        CreatedAt = Now,
    };
}
