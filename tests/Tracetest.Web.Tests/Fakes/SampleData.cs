using Tracetest.Domain.Assertions;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Triggers;

namespace Tracetest.Web.Tests.Fakes;

/// <summary>A backend with something of everything a page may have to show.</summary>
public static class SampleData
{
    public const string Import = "import";
    public const string Large = "large";
    public const string Waiting = "waiting";
    public const string Refused = "refused";
    public const string NoTrace = "no-trace";
    public const string NoSpecs = "no-specs";
    public const string NeverRun = "never-run";
    public const string Late = "late";

    private static readonly DateTimeOffset Start = SampleTrace.Start;

    public static FakeBackend Build(int largeCount = 10_000)
    {
        var backend = new FakeBackend { Now = Start.AddMinutes(2) };
        AddImport(backend);
        AddLarge(backend, largeCount);
        AddWaiting(backend);
        AddUnfinished(backend);
        AddPlain(backend);
        return backend;
    }

    public static Test Test(string id, string name, string method, string url, params TestSpec[] specs) => new()
    {
        Id = id,
        Name = name,
        CreatedAt = Start.AddDays(-30),
        Specs = [.. specs],
        Trigger = new Trigger.Http
        {
            Method = method,
            Url = url,
            Headers = [new HttpHeader("Content-Type", "application/json"), new HttpHeader("Accept", "application/json")],
            Body = method == "POST" ? """{"id":52}""" : "",
        },
    };

    public static TestRun Run(Test test, int number, RunState state, AssertionResults? results = null, double ageMinutes = 2, double milliseconds = 612)
    {
        var created = Start.AddMinutes(2 - ageMinutes);
        return new TestRun
        {
            TestId = test.Id,
            TestVersion = test.Version,
            Id = number,
            State = state,
            TraceId = SampleTrace.Id(test.Id.Sum(letter => letter * letter) & 0xffff | (number << 16)),
            SpanId = SampleTrace.Span(9_000_000),
            CreatedAt = created,
            TriggeredAt = created,
            TriggerCompletedAt = created.AddMilliseconds(131),
            CompletedAt = state.IsFinal() ? created.AddMilliseconds(milliseconds) : null,
            ResolvedTrigger = test.Trigger,
            Response = new TriggerResponse.Http(
                202, "202 Accepted",
                [new HttpHeader("content-type", "application/json; charset=utf-8"), new HttpHeader("x-request-id", "7f3a91")],
                """{"id":52,"status":"accepted","jobId":"7f3a91"}"""),
            Results = results,
            JudgedThrough = created.AddSeconds(1),
            Gates = results is { AllPassed: false } ? new RequiredGatesResult([RequiredGatesResult.TestSpecs], [RequiredGatesResult.TestSpecs]) : RequiredGatesResult.Default,
        };
    }

    public static AssertionResult Check(string text, params SpanResult[] spans) => new(text, [.. spans]);

    public static SpanResult Pass(int span, string observed = "", string expected = "") => new(SampleTrace.Span(span), observed, expected, null);

    public static SpanResult Fail(int span, string observed, string expected) =>
        new(SampleTrace.Span(span), observed, expected, new AssertionFault(AssertionFaultKind.NoMatch, "assertion failed"));

    /// <summary>Two specs failed, one could not be evaluated, two passed.</summary>
    public static AssertionResults ImportResults { get; } = new(
    [
        new SpecResult("Database queries are fast", "span[tracetest.span.type=\"database\"]",
        [
            Check("attr:tracetest.span.duration < 80ms", Pass(3), Pass(4), Pass(10), Pass(14), Fail(15, "94.2ms", "80ms"), Pass(16), Pass(17), Pass(18)),
            Check("attr:db.system != \"\"", Pass(3), Pass(4), Pass(10), Pass(14), Pass(15), Pass(16), Pass(17), Pass(18)),
        ]),
        new SpecResult("Response confirms the job", "span[name=\"Tracetest trigger\"]",
        [
            Check("attr:tracetest.response.body = '{\"id\":52,\"status\":\"queued\"}'", Fail(9_000_000, """{"id":52,"status":"accepted","jobId":"7f3a91"}""", """{"id":52,"status":"queued"}""")),
            Check("attr:tracetest.response.status = 202", Pass(9_000_000, "202", "202")),
        ]),
        new SpecResult("Species lookup succeeds", "span[name=\"GET /pokemon-species/52\"]",
        [
            Check("attr:http.status_code = 200",
                new SpanResult(SampleTrace.Span(12), "", "200", new AssertionFault(AssertionFaultKind.Resolution, "attribute http.status_code is missing on 1 of 2 spans")), Pass(13, "200", "200")),
        ]),
        new SpecResult("Import is queued exactly once", "span[name=\"publish pokemon.import\"]",
            [Check("attr:tracetest.selected_spans.count = 1", Pass(5)), Check("attr:messaging.system = \"rabbitmq\"", Pass(5)), Check("attr:messaging.destination = \"pokemon.import\"", Pass(6))]),
        new SpecResult("Job is closed by the worker", "span[name=\"UPDATE import_jobs\"]",
            [Check("attr:db.operation = \"UPDATE\"", Pass(18)), Check("attr:service.name = \"pokeshop-worker\"", Pass(18)), Check("attr:tracetest.span.status_code != \"STATUS_CODE_ERROR\"", Pass(8))]),
    ]);

    private static AssertionResults AllPassed { get; } = new(
        [new SpecResult("Answers well", "span[name=\"Tracetest trigger\"]", [Check("attr:tracetest.response.status = 200", Pass(9_000_000))])]);

    private static void AddImport(FakeBackend backend)
    {
        var test = Test(Import, "Import a pokemon", "POST", "http://pokeshop-api:8081/pokemon/import",
            [.. ImportResults.Specs.Select(spec => new TestSpec(spec.Name, spec.Selector, [.. spec.Assertions.Select(check => check.Assertion)]))]) with
        { Version = 7 };
        backend.Add(test);
        for (var i = 300; i < 318; i++)
        {
            backend.Add(Run(test, i, RunState.Finished, i is 309 ? ImportResults : AllPassed, (318 - i) * 60, 560 + i * 37 % 90));
        }

        var run = Run(test, 318, RunState.Finished, ImportResults) with
        {
            SpansJudged = 18,
            Outputs = [new OutputResult("JOB_ID", "7f3a91", SampleTrace.Span(4), ""), new OutputResult("SPECIES", "", null, "no span was selected")],
        };
        backend.Add(run,
        [
            new RunEvent(RunEventTypes.CreatedInfo, RunStage.Trigger, "Run created", "", Start),
            new RunEvent(RunEventTypes.ExecutionStart, RunStage.Trigger, "Trigger fired", "POST http://pokeshop-api:8081/pokemon/import", Start.AddMilliseconds(2)),
            new RunEvent(RunEventTypes.ExecutionSuccess, RunStage.Trigger, "Trigger answered", "202 Accepted in 131 ms", Start.AddMilliseconds(133)),
            new RunEvent(RunEventTypes.PollingSuccess, RunStage.Trace, "Trace is whole", "18 spans, quiet for 5 s", Start.AddMilliseconds(560)),
            new RunEvent(RunEventTypes.TestSpecsRunSuccess, RunStage.Test, "Specs checked", "2 failed, 1 error, 2 passed", Start.AddMilliseconds(612)),
        ]);
        backend.Put(SampleTrace.Import(run.TraceId, run.SpanId, run.CreatedAt), Start.AddSeconds(1));
        var late = Test(Late, "Import with late spans", "POST", "http://pokeshop-api:8081/pokemon/import") with { Specs = test.Specs };
        backend.Add(late);
        var lateRun = Run(late, 1, RunState.Finished, AllPassed, 40);
        backend.Add(lateRun with { JudgedThrough = lateRun.CreatedAt.AddSeconds(1) });
        var after = lateRun.CreatedAt.AddSeconds(9);
        backend.Put(SampleTrace.Import(lateRun.TraceId, lateRun.SpanId, lateRun.CreatedAt), lateRun.CreatedAt.AddSeconds(1), new Dictionary<SpanId, DateTimeOffset> { [SampleTrace.Span(16)] = after, [SampleTrace.Span(17)] = after, [SampleTrace.Span(18)] = after });
    }

    private static void AddLarge(FakeBackend backend, int count)
    {
        var test = Test(Large, "Nightly batch", "POST", "http://batch:8080/jobs/nightly", new TestSpec("Every step is quick", "", ["attr:tracetest.span.duration < 40ms"]));
        backend.Add(test);
        var results = new AssertionResults(
        [
            new SpecResult("Every step is quick", "",
                [Check("attr:tracetest.span.duration < 40ms", [.. Enumerable.Range(1, count).Select(i => 3 + i % 40 < 40 ? Pass(i, "9ms", "40ms") : Fail(i, $"{3 + i % 40}ms", "40ms"))])]),
        ]);
        var run = Run(test, 1, RunState.Finished, results, 30, 4_120);
        backend.Add(run);
        backend.Put(SampleTrace.Large(run.TraceId, run.SpanId, count, run.CreatedAt), run.CreatedAt);
    }

    private static void AddWaiting(FakeBackend backend)
    {
        var test = Test(Waiting, "Get pokemon by id, cache miss", "GET", "http://pokeshop-api:8081/pokemon/133", new TestSpec("Cache is missed", "span[name=\"GET\"]", ["attr:hit = false"]));
        backend.Add(test);
        backend.Add(Run(test, 1, RunState.Finished, AllPassed, 600, 87));
        var run = Run(test, 2, RunState.AwaitingTrace, null, 0.1);
        backend.Add(run);
        var whole = SampleTrace.Import(run.TraceId, run.SpanId, run.CreatedAt);
        backend.Put(Trace.Assemble(run.TraceId, whole.Spans.Take(12)), Start);
    }

    private static void AddUnfinished(FakeBackend backend)
    {
        var refused = Test(Refused, "Refund an order", "POST", "http://localhost:9999/orders/8821/refund");
        backend.Add(refused);
        backend.Add(Run(refused, 1, RunState.TriggerFailed, null, 70) with
        {
            Response = null,
            JudgedThrough = null,
            TriggerError = new TriggerError("POST http://localhost:9999/orders/8821/refund: connection refused (localhost:9999).", true, true, true),
        });
        var noTrace = Test(NoTrace, "Export catalogue", "GET", "http://pokeshop-api:8081/catalogue");
        backend.Add(noTrace);
        backend.Add(Run(noTrace, 1, RunState.TraceFailed, null, 180, 60_000) with { JudgedThrough = null, LastError = "No span with the run's trace id arrived within 1 minute." });
    }

    private static void AddPlain(FakeBackend backend)
    {
        var noSpecs = Test(NoSpecs, "Search by type", "GET", "http://pokeshop-api:8081/search?type=electric");
        backend.Add(noSpecs);
        var run = Run(noSpecs, 1, RunState.Finished, AssertionResults.None, 66, 64);
        backend.Add(run);
        backend.Put(SampleTrace.Import(run.TraceId, run.SpanId, run.CreatedAt), run.CreatedAt);
        backend.Add(Test(NeverRun, "Add featured pokemon", "POST", "http://pokeshop-api:8081/pokemon"));
        foreach (var (id, name, url, length) in ((string, string, string, int)[])[("list", "List pokemons", "/pokemon?take=20&skip=0", 48), ("hit", "Get pokemon by id, cache hit", "/pokemon/52", 12), ("order", "Place an order", "/orders", 421)])
        {
            var test = Test(id, name, "GET", "http://pokeshop-api:8081" + url);
            backend.Add(test);
            for (var i = 1; i <= 20; i++)
            {
                backend.Add(Run(test, i, i == 13 && id == "order" ? RunState.TriggerFailed : RunState.Finished, AllPassed, (21 - i) * 55, length + i * 13 % (length / 3 + 1)));
            }
        }
    }
}
