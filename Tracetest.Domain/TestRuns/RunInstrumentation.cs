using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Tracetest.Domain.Telemetry;
using Tracetest.Domain.Triggers;

namespace Tracetest.Domain.TestRuns;

/// <summary>The spans and metrics a run leaves in this server's own telemetry. Thread-safe.</summary>
/// <remarks>
/// Source: spec server 6.5; names and attributes are the original's, its misspellings included, and all values are text.
/// Each method answers the running span, to be disposed when the stage is over, or <see langword="null"/> when nobody
/// listens. A parent is given where a stage runs elsewhere than the one before it; without, it is the current span.
/// </remarks>
public static class RunInstrumentation
{
    /// <summary>Every text of the trigger is resolved.</summary>
    public const string ResolveTriggerSpan = "Resolve trigger";

    /// <summary>The trigger is fired.</summary>
    public const string TriggerTestSpan = "Trigger test";

    /// <summary>The answer is stored.</summary>
    public const string ProcessTriggerResponseSpan = "Start processing trigger response";

    /// <summary>The wait for the trace begins.</summary>
    public const string StartPollingSpan = "Start polling trace";

    /// <summary>The trace is fetched once.</summary>
    public const string FetchTraceSpan = "Fetching trace";

    /// <summary>It is decided whether the trace is whole.</summary>
    public const string EvaluateTraceSpan = "Evaluating trace";

    /// <summary>The outputs are computed.</summary>
    public const string ProcessOutputsSpan = "Process outputs";

    /// <summary>The specs are checked.</summary>
    public const string ExecuteAssertionsSpan = "Execute assertions";

    /// <summary>A user stops a run.</summary>
    public const string StopRunSpan = "User Requested Stop Run";

    private const string TriggerPrefix = "tracetest.run.trigger.";
    private const string PollerPrefix = "tracetest.run.trace_poller.";

    private static readonly ConcurrentDictionary<string, Histogram<double>> WorkerLatencies = new();

    /// <summary>Starts <see cref="ResolveTriggerSpan"/>.</summary>
    public static Activity? StartResolveTrigger(ActivityContext parent = default) => Start(ResolveTriggerSpan, parent);

    /// <summary>Starts <see cref="TriggerTestSpan"/>; <see cref="RecordOutcome"/> completes it.</summary>
    public static Activity? StartTriggerTest(TestRun run, Trigger trigger, ActivityContext parent = default) =>
        Start(TriggerTestSpan, parent).About(TriggerPrefix, run)?.SetTag(TriggerPrefix + "type", trigger.TypeName);

    /// <summary>Starts <see cref="ProcessTriggerResponseSpan"/>.</summary>
    public static Activity? StartProcessTriggerResponse(ActivityContext parent = default) => Start(ProcessTriggerResponseSpan, parent);

    /// <summary>Starts <see cref="StartPollingSpan"/>.</summary>
    public static Activity? StartPolling(TestRun run, ActivityContext parent = default) =>
        Start(StartPollingSpan, parent).About(PollerPrefix, run);

    /// <summary>Starts <see cref="FetchTraceSpan"/>; <see cref="RecordRetrievedSpans"/> completes it.</summary>
    public static Activity? StartFetchTrace(TestRun run, ActivityContext parent = default) =>
        Start(FetchTraceSpan, parent).About(PollerPrefix, run);

    /// <summary>Starts <see cref="EvaluateTraceSpan"/>; <see cref="RecordEvaluation"/> completes it.</summary>
    public static Activity? StartEvaluateTrace(TestRun run, ActivityContext parent = default) =>
        Start(EvaluateTraceSpan, parent).About(PollerPrefix, run);

    /// <summary>Starts <see cref="ProcessOutputsSpan"/>; <see cref="RecordOutputs"/> completes it.</summary>
    public static Activity? StartProcessOutputs(ActivityContext parent = default) => Start(ProcessOutputsSpan, parent);

    /// <summary>Starts <see cref="ExecuteAssertionsSpan"/>; <see cref="RecordVerdict"/> completes it.</summary>
    public static Activity? StartExecuteAssertions(ActivityContext parent = default) => Start(ExecuteAssertionsSpan, parent);

    /// <summary>Starts <see cref="StopRunSpan"/>.</summary>
    public static Activity? StartStopRun(ActivityContext parent = default) => Start(StopRunSpan, parent);

    /// <summary>What came of the trigger: the answer's code, or the error.</summary>
    public static void RecordOutcome(this Activity? span, TriggerOutcome outcome)
    {
        switch (outcome)
        {
            case TriggerOutcome.Responded { Response: TriggerResponse.Http http }:
                span?.SetTag(TriggerPrefix + "http.response_code", Text(http.StatusCode));
                break;
            case TriggerOutcome.Failed failed:
                span?.SetTag(TriggerPrefix + "error", failed.Error.Message).SetStatus(ActivityStatusCode.Error, failed.Error.Message);
                break;
        }
    }

    /// <summary>How many spans the trace has by now.</summary>
    public static void RecordRetrievedSpans(this Activity? span, int count) =>
        span?.SetTag(PollerPrefix + "amount_retrieved_spans", Text(count));

    /// <summary>Whether the wait for the trace is over.</summary>
    /// <param name="span">The span of the evaluation.</param>
    /// <param name="count">How many spans the trace has by now.</param>
    /// <param name="isComplete">Whether the trace counts as whole.</param>
    /// <param name="reason">Why it does, or does not yet.</param>
    /// <param name="error">What made it fail; empty for nothing.</param>
    public static void RecordEvaluation(this Activity? span, int count, bool isComplete, string reason, string error = "")
    {
        span.RecordRetrievedSpans(count);
        span?.SetTag(PollerPrefix + "succesful", isComplete ? "true" : "false").SetTag(PollerPrefix + "finish_reason", reason);
        if (error.Length > 0)
        {
            span?.SetTag(PollerPrefix + "error", error).SetStatus(ActivityStatusCode.Error, error);
        }
    }

    /// <summary>Which outputs were computed, by name; their values may be secrets.</summary>
    public static void RecordOutputs(this Activity? span, IEnumerable<string> names) =>
        span?.SetTag("tracetest.run.output_processor.outputs", string.Join(',', names));

    /// <summary>Whether every assertion passed.</summary>
    public static void RecordVerdict(this Activity? span, bool isPassed) =>
        span?.SetTag("tracetest.run.assertion_runner.all_assertions_passed", isPassed ? "true" : "false");

    /// <summary>How long a worker took over one stage of one run, as <c>tracetest.worker.{worker}.latency</c> in milliseconds.</summary>
    /// <param name="worker">One of a few fixed names, lower case.</param>
    /// <param name="elapsed">The time taken.</param>
    /// <param name="state">The run's state afterwards. (Reference: the test's and the run's id too, without bound.)</param>
    public static void RecordWorkerLatency(string worker, TimeSpan elapsed, RunState state) =>
        WorkerLatencies
            .GetOrAdd(worker, name => TracetestInstrumentation.Meter.CreateHistogram<double>($"tracetest.worker.{name}.latency", "ms"))
            .Record(elapsed.TotalMilliseconds, KeyValuePair.Create<string, object?>("run_state", state.ToName()));

    private static Activity? Start(string name, ActivityContext parent) =>
        TracetestInstrumentation.Source.StartActivity(name, ActivityKind.Internal, parent);

    private static Activity? About(this Activity? span, string prefix, TestRun run) => span?
        .SetTag(prefix + "trace_id", run.TraceId.ToString())
        .SetTag(prefix + "span_id", run.SpanId.ToString())
        .SetTag(prefix + "test_id", run.TestId);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
