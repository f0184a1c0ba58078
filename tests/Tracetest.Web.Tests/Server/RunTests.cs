using System.Text.Json.Nodes;
using Tracetest.TestSupport.Server;

namespace Tracetest.Web.Tests.Server;

/// <summary>Runs against a real service, from the API call to the verdict.</summary>
public sealed class RunTests(SharedServer shared) : IAsyncDisposable
{
    private readonly List<FakeService> _services = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services)
        {
            await service.DisposeAsync();
        }
    }

    [Fact]
    public async Task Run_AllSpecsHold_FinishesPassed()
    {
        var (api, id) = await UsualAsync(call => call.ExportUsualAsync());

        var run = await api.RunToEndAsync(id, Cancel);

        Assert.Equal("FINISHED", (string?)run["state"]);
        Assert.True((bool)run["result"]!["allPassed"]!);
        Assert.True((bool)run["requiredGatesResult"]!["passed"]!);
        Assert.Equal(2, (int)run["spansJudged"]!);
        Assert.Equal(0, (int)run["lateSpans"]!);
        var output = Assert.Single(run["outputs"]!.AsArray())!;
        Assert.Equal(("ID", "7"), ((string?)output["name"], (string?)output["value"]));
    }

    [Fact]
    public async Task Run_SpecFails_FinishesFailedAndSaysWhatItSaw()
    {
        await using var service = await shared.StartServiceAsync();
        service.OnCall = call => call.ExportUsualAsync();
        var api = (await shared.GetAsync()).Api;
        var id = Definitions.NewId("failing");
        await api.PutTestAsync(Definitions.Calling(id, service.Url, """
              specs:
                - selector: span[tracetest.span.type="database"]
                  assertions:
                    - attr:db.system = "oracle"
                    - attr:no.such.thing = 1
            """), Cancel);

        var run = await api.RunToEndAsync(id, Cancel);

        Assert.Equal("FINISHED", (string?)run["state"]);
        Assert.False((bool)run["result"]!["allPassed"]!);
        var assertions = run["result"]!["results"]![0]!["results"]!.AsArray();
        Assert.Equal("postgresql", (string?)assertions[0]!["spanResults"]![0]!["observedValue"]);
        Assert.NotNull((string?)assertions[1]!["spanResults"]![0]!["error"]);
        Assert.Contains("test-specs", run["requiredGatesResult"]!["failed"]!.AsArray().Select(gate => (string?)gate));
    }

    [Fact]
    public async Task Run_NoSpanComes_IsTraceFailed()
    {
        var (api, id) = await UsualAsync(_ => Task.CompletedTask);

        var run = await api.RunToEndAsync(id, Cancel);

        Assert.Equal("TRACE_FAILED", (string?)run["state"]);
        Assert.Contains("No span", (string?)run["lastErrorState"], StringComparison.Ordinal);
        Assert.Equal(200, (int)run["triggerResult"]!["triggerResult"]!["http"]!["statusCode"]!);
    }

    [Fact]
    public async Task Run_NobodyListens_IsTriggerFailed()
    {
        var api = (await shared.GetAsync()).Api;
        var id = Definitions.NewId("dead");
        await api.PutTestAsync(Definitions.Usual(id, "http://127.0.0.1:1"), Cancel);

        var run = await api.RunToEndAsync(id, Cancel);

        Assert.Equal("TRIGGER_FAILED", (string?)run["state"]);
        Assert.True((bool)run["triggerResult"]!["triggerResult"]!["error"]!["connectionError"]!);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_TenThousandSpansInTwentyDeliveries_AreJudgedAsOneTrace(bool rootFirst)
    {
        const int Batches = 20;
        const int PerBatch = 500;
        await using var service = await shared.StartServiceAsync();
        var sent = new TaskCompletionSource();
        service.OnCall = call =>
        {
            _ = SendAsync(call, sent, rootFirst, Batches, PerBatch);
            return Task.CompletedTask;
        };
        var server = await shared.GetAsync();
        var id = Definitions.NewId("many");
        await server.Api.PutTestAsync(Definitions.Calling(id, service.Url, """
              specs:
                - selector: span[name="step"]
                  assertions:
                    - attr:tracetest.selected_spans.count = 9999
            """), Cancel);

        var run = await server.Api.RunToEndAsync(id, Cancel);
        await sent.Task;

        Assert.Equal("FINISHED", (string?)run["state"]);
        Assert.Equal(Batches * PerBatch, (int)run["spansJudged"]!);
        Assert.Equal(0, (int)run["lateSpans"]!);
        Assert.True((bool)run["result"]!["allPassed"]!, run["result"]!.ToJsonString());
        Assert.Equal((Batches * PerBatch) + 1, run["trace"]!["flat"]!.AsObject().Count);
    }

    [Fact]
    public async Task Run_SpansAfterTheVerdict_AreShownAndCountedAndChangeNothing()
    {
        await using var service = await shared.StartServiceAsync();
        service.OnCall = call => call.ExportUsualAsync();
        var api = (await shared.GetAsync()).Api;
        var id = Definitions.NewId("late");
        await api.PutTestAsync(Definitions.Usual(id, service.Url), Cancel);
        var before = await api.RunToEndAsync(id, Cancel);
        var trace = (string)before["traceId"]!;

        await service.ExportAsync(trace, [FakeSpan.Below((string)before["spanId"]!, "too late", ("db.system", "oracle"))]);
        var after = await api.RunAsync(id, (int)before["id"]!, Cancel);

        Assert.Equal(1, (int)after["lateSpans"]!);
        Assert.Equal(2, (int)after["spansJudged"]!);
        Assert.Equal("FINISHED", (string?)after["state"]);
        Assert.Equal(before["result"]!.ToJsonString(), after["result"]!.ToJsonString());
        Assert.Contains(after["trace"]!["flat"]!.AsObject(), span => (string?)span.Value!["name"] == "too late");
    }

    [Fact]
    public async Task Run_HostileValues_ComeBackAsTexts()
    {
        const string Nul = "a\0b";
        const string Half = "x\ud800y";
        const string Markup = "<script>alert('1')</script>\u202e\"&";
        await using var service = await shared.StartServiceAsync();
        service.Body = $"{Nul}{Markup}";
        service.OnCall = call => service.ExportAsync(call.TraceId,
        [
            FakeSpan.Below(call.ParentId, Markup, ("nul", Nul), ("half", Half), ("markup", Markup), (Markup, "key"), (Nul, "nul key")),
        ]);
        var api = (await shared.GetAsync()).Api;
        var id = Definitions.NewId("hostile");
        await api.PutTestAsync(Definitions.Calling(id, service.Url, """
              specs:
                - selector: span[markup contains "<script>"]
                  assertions:
                    - attr:nul = "wrong"
                    - attr:half = "wrong"
                    - attr:markup contains "</script>"
              outputs:
                - name: NUL
                  selector: span[markup contains "<script>"]
                  value: attr:nul
            """), Cancel);

        var run = await api.RunToEndAsync(id, Cancel);
        var listed = await api.GetAsync($"api/tests/{id}/run", Cancel);

        Assert.Equal("FINISHED", (string?)run["state"]);
        var attributes = run["trace"]!["flat"]!.AsObject().Single(span => (string?)span.Value!["name"] == Markup).Value!["attributes"]!;
        Assert.Equal(Nul, (string?)attributes["nul"]);
        Assert.Equal("x\ufffdy", (string?)attributes["half"]);
        Assert.Equal(Markup, (string?)attributes["markup"]);
        Assert.Equal("key", (string?)attributes[Markup]);
        var assertions = run["result"]!["results"]![0]!["results"]!.AsArray();
        Assert.Equal([false, false, true], assertions.Select(one => (bool)one!["allPassed"]!));
        Assert.Equal(Nul, (string?)run["outputs"]![0]!["value"]);
        Assert.StartsWith(Nul, (string?)run["triggerResult"]!["triggerResult"]!["http"]!["body"], StringComparison.Ordinal);
        Assert.Equal(200, listed.Status);
    }

    [Fact]
    public async Task Run_LargeTrace_IsJudgedAndShown()
    {
        var spans = SampleSizes.LargeTrace;
        var (api, id, trace) = await LargeAsync(spans, (parent, _) => parent);

        var run = await api.RunToEndAsync(id, Cancel);

        Assert.Equal(trace[0], (string?)run["traceId"]);
        AssertWhole(run, spans);
    }

    [Fact]
    public async Task Run_DeepTrace_IsJudgedAndShown()
    {
        var depth = SampleSizes.DeepTrace;
        var (api, id, _) = await LargeAsync(depth, (_, previous) => previous);

        AssertWhole(await api.RunToEndAsync(id, Cancel), depth);
    }

    private static void AssertWhole(JsonNode run, int spans)
    {
        Assert.Equal("FINISHED", (string?)run["state"]);
        Assert.Equal(spans, (int)run["spansJudged"]!);
        Assert.Equal(spans + 1, run["trace"]!["flat"]!.AsObject().Count);
        Assert.True((bool)run["result"]!["allPassed"]!);
    }

    private async Task<(TracetestApi Api, string Id, List<string> Trace)> LargeAsync(int spans, Func<string, string, string> parentOf)
    {
        const int PerRequest = 5000;
        var service = await shared.StartServiceAsync();
        _services.Add(service);
        var trace = new List<string>();
        service.OnCall = async call =>
        {
            trace.Add(call.TraceId);
            var root = FakeSpan.Below(call.ParentId, "root");
            var all = new List<FakeSpan> { root };
            while (all.Count < spans)
            {
                all.Add(FakeSpan.Below(parentOf(root.Id, all[^1].Id), "step"));
            }

            foreach (var request in all.Chunk(PerRequest))
            {
                await service.ExportAsync(call.TraceId, request);
            }
        };
        var api = (await shared.GetAsync()).Api;
        var id = Definitions.NewId("large");
        await api.PutTestAsync(Definitions.Calling(id, service.Url, $"""
              specs:
                - selector: span[name="step"]
                  assertions:
                    - attr:tracetest.selected_spans.count = {spans - 1}
                    - attr:service.name = "fake-service"
            """), Cancel);
        return (api, id, trace);
    }

    private async Task<(TracetestApi Api, string Id)> UsualAsync(Func<ServiceCall, Task> onCall)
    {
        var service = await shared.StartServiceAsync();
        _services.Add(service);
        service.OnCall = onCall;
        var api = (await shared.GetAsync()).Api;
        var id = Definitions.NewId("usual");
        await api.PutTestAsync(Definitions.Usual(id, service.Url), Cancel);
        return (api, id);
    }

    private static async Task SendAsync(ServiceCall call, TaskCompletionSource sent, bool rootFirst, int batches, int perBatch)
    {
        try
        {
            var root = FakeSpan.Below(call.ParentId, "root");
            var steps = Enumerable.Range(1, (batches * perBatch) - 1).Select(_ => FakeSpan.Below(root.Id, "step"));
            foreach (var batch in (rootFirst ? steps.Prepend(root) : steps.Append(root)).Chunk(perBatch))
            {
                await call.Service.ExportAsync(call.TraceId, batch);
                await Task.Delay(TimeSpan.FromMilliseconds(150));
            }

            sent.SetResult();
        }
        catch (Exception exception)
        {
            sent.SetException(exception);
        }
    }
}
