using System.Diagnostics;
using Tracetest.Domain.Telemetry;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Triggers;

namespace Tracetest.Domain.Tests.TestRuns;

public sealed class RunInstrumentationTests : IDisposable
{
    private readonly ActivityContext _parent =
        new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);

    private readonly TestRun _run = new()
    {
        TestId = "shop",
        TestVersion = 1,
        TraceId = TraceId.NewRandom(),
        SpanId = SpanId.NewRandom(),
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = source => source.Name == TracetestInstrumentation.Name,
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    public RunInstrumentationTests() => ActivitySource.AddActivityListener(_listener);

    public void Dispose() => _listener.Dispose();

    [Fact]
    public void Start_EveryStage_HasTheOriginalsNameAndTheGivenParent()
    {
        Activity?[] spans =
        [
            RunInstrumentation.StartResolveTrigger(_parent), RunInstrumentation.StartTriggerTest(_run, Http, _parent),
            RunInstrumentation.StartProcessTriggerResponse(_parent), RunInstrumentation.StartPolling(_run, _parent),
            RunInstrumentation.StartFetchTrace(_run, _parent), RunInstrumentation.StartEvaluateTrace(_run, _parent),
            RunInstrumentation.StartProcessOutputs(_parent), RunInstrumentation.StartExecuteAssertions(_parent),
            RunInstrumentation.StartStopRun(_parent),
        ];

        Assert.Equal(
            [
                "Resolve trigger", "Trigger test", "Start processing trigger response", "Start polling trace", "Fetching trace",
                "Evaluating trace", "Process outputs", "Execute assertions", "User Requested Stop Run",
            ],
            spans.Select(span => span!.OperationName));
        Assert.All(spans, span => Assert.Equal((_parent.SpanId, ActivityKind.Internal), (span!.ParentSpanId, span.Kind)));
    }

    [Fact]
    public void Start_WithoutParent_IsBelowTheCurrentSpan()
    {
        using var outer = RunInstrumentation.StartResolveTrigger(_parent);
        using var inner = RunInstrumentation.StartTriggerTest(_run, Http);

        Assert.Equal(outer!.SpanId, inner!.ParentSpanId);
    }

    [Fact]
    public void RecordOutcome_Response_TellsItsCode()
    {
        using var span = RunInstrumentation.StartTriggerTest(_run, Http, _parent);

        span.RecordOutcome(new TriggerOutcome.Responded(new TriggerResponse.Http(404, "404 Not Found", [], "")));

        Assert.Equal(
            [
                ("tracetest.run.trigger.trace_id", _run.TraceId.ToString()), ("tracetest.run.trigger.span_id", _run.SpanId.ToString()),
                ("tracetest.run.trigger.test_id", "shop"), ("tracetest.run.trigger.type", "http"),
                ("tracetest.run.trigger.http.response_code", "404"),
            ],
            TagsOf(span));
    }

    [Fact]
    public void RecordOutcome_Failure_IsAnError()
    {
        using var span = RunInstrumentation.StartTriggerTest(_run, Http, _parent);

        span.RecordOutcome(new TriggerOutcome.Failed(new TriggerError("refused")));

        Assert.Contains(("tracetest.run.trigger.error", "refused"), TagsOf(span));
        Assert.Equal((ActivityStatusCode.Error, "refused"), (span!.Status, span.StatusDescription));
    }

    [Fact]
    public void RecordEvaluation_ACompleteTrace_TellsWhyInText()
    {
        using var span = RunInstrumentation.StartEvaluateTrace(_run, _parent);

        span.RecordEvaluation(7, isComplete: true, "quiet for 2 s");

        Assert.Equal(
            [
                ("tracetest.run.trace_poller.trace_id", _run.TraceId.ToString()), ("tracetest.run.trace_poller.span_id", _run.SpanId.ToString()),
                ("tracetest.run.trace_poller.test_id", "shop"), ("tracetest.run.trace_poller.amount_retrieved_spans", "7"),
                ("tracetest.run.trace_poller.succesful", "true"), ("tracetest.run.trace_poller.finish_reason", "quiet for 2 s"),
            ],
            TagsOf(span));
    }

    [Fact]
    public void Record_NobodyListens_DoesNothing()
    {
        Activity? none = null;

        none.RecordOutcome(new TriggerOutcome.Failed(new TriggerError("x")));
        none.RecordEvaluation(1, false, "", "x");
        none.RecordOutputs(["a"]);
        none.RecordVerdict(true);

        Assert.Null(none);
    }

    private static Trigger.Http Http { get; } = new() { Method = "GET", Url = "http://shop" };

    private static IEnumerable<(string, string?)> TagsOf(Activity? span) => span!.Tags.Select(tag => (tag.Key, tag.Value));
}
