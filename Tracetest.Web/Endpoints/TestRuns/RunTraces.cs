using System.Globalization;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Traces;
using Tracetest.Web.Endpoints.Documents;

namespace Tracetest.Web.Endpoints.TestRuns;

/// <summary>What came of looking for the trace of a run: a closed set.</summary>
internal abstract record RunTraceRead
{
    private RunTraceRead()
    {
    }

    public sealed record Found(TestRun Run, Trace Trace) : RunTraceRead;

    public sealed record Refused(JsonAnswer Answer) : RunTraceRead;
}

/// <summary>Finds runs and their traces by what stands in an address.</summary>
internal static class RunTraces
{
    public static async Task<RunTraceRead> FindTraceAsync(this RunReaders readers, string testId, string runId, CancellationToken cancellationToken)
    {
        if (!TryReadNumber(runId, out var number))
        {
            return new RunTraceRead.Refused(BadNumber(runId));
        }

        if (await readers.Runs.FindAsync(testId, number, cancellationToken) is not { } run)
        {
            return new RunTraceRead.Refused(NoSuchRun(testId, runId));
        }

        return Shown(run, await readers.Traces.FindAsync(run.TraceId, cancellationToken)) is { } trace
            ? new RunTraceRead.Found(run, trace)
            : new RunTraceRead.Refused(JsonAnswer.Error(
                StatusCodes.Status422UnprocessableEntity, $"run {runId} of test '{testId}' has no trace"));
    }

    /// <summary>Answers from a run and its trace, or says why there is none.</summary>
    public static async Task<IResult> WithTraceAsync(
        this RunReaders readers, string testId, string runId, Func<TestRun, Trace, JsonAnswer> answer, CancellationToken cancellationToken) =>
        await readers.FindTraceAsync(testId, runId, cancellationToken) switch
        {
            RunTraceRead.Found(var run, var trace) => answer(run, trace),
            RunTraceRead.Refused(var refusal) => refusal,
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        };

    /// <summary>A run that got to its trace shows it under the trigger span; one that did not shows none.</summary>
    public static Trace? Shown(TestRun run, StoredTrace? stored) =>
        stored is not null || run.TraceObtainedAt is not null
            ? (stored?.Trace ?? Trace.Assemble(run.TraceId, [])).WithTriggerRoot(TriggerSpan.Of(run))
            : null;

    public static bool TryReadNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    public static JsonAnswer BadNumber(string text) => JsonAnswer.Error(StatusCodes.Status400BadRequest, $"run id '{text}' is not a number");

    public static JsonAnswer NoSuchTest(string testId) => JsonAnswer.Error(StatusCodes.Status404NotFound, $"there is no test '{testId}'");

    public static JsonAnswer NoSuchRun(string testId, string runId) =>
        JsonAnswer.Error(StatusCodes.Status404NotFound, $"there is no run {runId} of test '{testId}'");
}
