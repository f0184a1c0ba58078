using Tracetest.Domain.Assertions;
using Tracetest.Domain.TestRuns;

namespace Tracetest.Web.Components.Elements;

/// <summary>What a mark can say. Each has its own shape, so that colour never stands alone.</summary>
public enum Status
{
    Pass, Fail, Error, Running, Idle, Stopped, ChildError,
}

/// <summary>How runs and their parts are shown.</summary>
public static class StatusOf
{
    public static Status Run(TestRun run) => run.State == RunState.Finished && !run.IsPassed && HasOnlyErrors(run)
        ? Status.Error
        : Run(run.State, run.IsPassed);

    public static Status Run(RunState state, bool isPassed) => state switch
    {
        RunState.Finished => isPassed ? Status.Pass : Status.Fail,
        RunState.Stopped => Status.Stopped,
        _ when state.IsFinal() => Status.Error,
        _ => Status.Running,
    };

    /// <summary>A failed comparison is a failure; what could not be compared is an error.</summary>
    public static Status Assertion(AssertionResult assertion) => Of(assertion.Spans.Select(Span));

    public static Status Spec(SpecResult spec) => Of(spec.Assertions.Select(Assertion));

    public static Status Span(SpanResult result) => result.Fault switch
    {
        null => Status.Pass,
        { Kind: AssertionFaultKind.NoMatch } => Status.Fail,
        _ => Status.Error,
    };

    private static Status Of(IEnumerable<Status> parts)
    {
        var worst = Status.Pass;
        foreach (var part in parts)
        {
            if (part == Status.Fail)
            {
                return Status.Fail;
            }

            worst = part == Status.Error ? part : worst;
        }

        return worst;
    }

    private static bool HasOnlyErrors(TestRun run) =>
        run.Results is { } results && Of(results.Specs.Select(Spec)) == Status.Error;
}
