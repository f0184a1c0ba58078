using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Tracetest.TestSupport.Server;

namespace Tracetest.Web.Tests.Server;

/// <summary>Runs as the REST API shows and governs them.</summary>
public sealed class RunEndpointTests(SharedServer shared)
{
    private static readonly string[] RunKeys =
    [
        "completedAt", "createdAt", "executionTime", "id", "lateSpans", "metadata", "obtainedTraceAt", "outputs", "quietPeriodMs", "requiredGatesResult",
        "resolvedTrigger", "result", "serviceTriggerCompletedAt", "serviceTriggeredAt", "spanId", "spansJudged", "state", "testVersion",
        "trace", "traceId", "triggerResult", "triggerTime", "variableSet",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>curl sends no length with a POST that has no body; HTTP clients of libraries send a zero.</summary>
    [Fact]
    public async Task Run_RequestWithoutBodyOrLength_IsStarted()
    {
        await using var service = await shared.StartServiceAsync();
        var server = await shared.GetAsync();
        var id = Definitions.NewId("bare");
        await server.Api.PutTestAsync(Definitions.Usual(id, service.Url), Cancel);

        using var client = new TcpClient();
        await client.ConnectAsync(server.Web.Host, server.Web.Port, Cancel);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /api/tests/{id}/run HTTP/1.1\r\nHost: server\r\nConnection: close\r\n\r\n"), Cancel);
        using var answer = new StreamReader(stream);

        Assert.StartsWith("HTTP/1.1 200", await answer.ReadToEndAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Shape_IsWhatClientsRead()
    {
        await using var service = await shared.StartServiceAsync();
        service.OnCall = call => call.ExportUsualAsync();
        var api = (await shared.GetAsync()).Api;
        var id = Definitions.NewId("shape");
        await api.PutTestAsync(Definitions.Usual(id, service.Url), Cancel);

        var run = await api.RunToEndAsync(id, Cancel);
        var trigger = run["triggerResult"]!["triggerResult"]!["http"]!;
        var spec = run["result"]!["results"]![1]!;
        var span = run["trace"]!["tree"]!;
        var child = span["children"]![0]!;

        Assert.Equal(RunKeys, Keys(run));
        Assert.Equal("http", (string?)run["triggerResult"]!["type"]);
        Assert.Equal(["body", "headers", "status", "statusCode"], Keys(trigger));
        Assert.Equal(["key", "value"], Keys(trigger["headers"]![0]!));
        Assert.Equal(["failed", "passed", "required"], Keys(run["requiredGatesResult"]!));
        Assert.Equal(["name", "results", "selector"], Keys(spec));
        Assert.Equal(["query", "structure"], Keys(spec["selector"]!));
        Assert.Equal(["allPassed", "assertion", "spanResults"], Keys(spec["results"]![0]!));
        Assert.Equal(
            ["expectedReadable", "expectedType", "expectedValue", "observedReadable", "observedType", "observedValue", "passed", "spanId"],
            Keys(spec["results"]![0]!["spanResults"]![0]!));
        Assert.Equal(["error", "name", "spanId", "value"], Keys(run["outputs"]![0]!));
        Assert.Equal(["flat", "traceId", "tree"], Keys(run["trace"]!));
        Assert.Equal(["attributes", "children", "endTime", "id", "kind", "name", "parentId", "startTime"], Keys(child));
        Assert.Equal("Tracetest trigger", (string?)span["name"]);
        Assert.Equal((string?)run["spanId"], (string?)span["id"]);
        Assert.Equal("GET /parcels", (string?)child["name"]);
        Assert.Equal("STATUS_CODE_UNSET", (string?)child["attributes"]!["tracetest.span.status_code"]);
        Assert.Equal("5ms", (string?)child["attributes"]!["tracetest.span.duration"]);
    }

    [Fact]
    public async Task Run_Variables_ReachTheServiceAndTheSpecs()
    {
        await using var service = await shared.StartServiceAsync();
        var path = "";
        service.OnCall = async call =>
        {
            path = call.Context.Request.Path;
            await call.ExportUsualAsync();
        };
        var api = (await shared.GetAsync()).Api;
        var id = Definitions.NewId("variables");
        await api.PutTestAsync(Definitions.Calling(id, service.Url + "/${var:WHERE}", """
              specs:
                - selector: span[tracetest.span.type="database"]
                  assertions:
                    - attr:db.system = var:SYSTEM
            """), Cancel);
        const string Given = """{"variables":[{"key":"WHERE","value":"here"},{"key":"SYSTEM","value":"postgresql"}],"metadata":{"a":"b"},"requiredGates":[]}""";

        var missing = await api.PostAsync($"api/tests/{id}/run", """{"variables":[{"key":"SYSTEM","value":"x"}]}""", Cancel);
        var gate = await api.PostAsync($"api/tests/{id}/run", """{"requiredGates":["no-such-gate"]}""", Cancel);
        var run = await api.RunToEndAsync(id, Cancel, Given);

        Assert.Equal(422, missing.Status);
        var named = missing.Json["missingVariables"]![0]!;
        Assert.Equal((id, "WHERE"), ((string?)named["testId"], (string?)named["variables"]![0]!["key"]));
        Assert.Equal(400, gate.Status);
        Assert.Contains("no-such-gate", gate.Error, StringComparison.Ordinal);
        Assert.Equal(("/here", "FINISHED"), (path, (string?)run["state"]));
        Assert.True((bool)run["result"]!["allPassed"]!);
        Assert.Equal("b", (string?)run["metadata"]!["a"]);
        Assert.Equal(service.Url + "/here", (string?)run["resolvedTrigger"]!["httpRequest"]!["url"]);
    }

    [Fact]
    public async Task Runs_ListedAndDeleted_AreCounted()
    {
        await using var service = await shared.StartServiceAsync();
        service.OnCall = call => call.ExportUsualAsync();
        var api = (await shared.GetAsync()).Api;
        var id = Definitions.NewId("list");
        await api.PutTestAsync(Definitions.Usual(id, service.Url), Cancel);
        for (var i = 0; i < 3; i++)
        {
            await api.RunToEndAsync(id, Cancel);
        }

        var page = await api.GetAsync($"api/tests/{id}/run?take=2&skip=1", Cancel);
        var events = await api.GetAsync($"api/tests/{id}/run/3/events", Cancel);
        var deleted = await api.SendAsync("DELETE", $"api/tests/{id}/run/2", null, Cancel);
        var rest = await api.GetAsync($"api/tests/{id}/run?take=0", Cancel);
        var next = await api.StartRunAsync(id, Cancel);

        Assert.Equal([2, 1], page.Json.AsArray().Select(run => (int)run!["id"]!));
        Assert.Equal("3", page.Headers["X-Total-Count"]);
        Assert.Equal(["createdAt", "dataStoreConnection", "description", "polling", "runId", "stage", "testId", "title", "type"],
            Keys(events.Json[0]!).Except(["outputs"]));
        Assert.Equal("CREATED_INFO", (string?)events.Json[0]!["type"]);
        Assert.Contains("TEST_SPECS_RUN_SUCCESS", events.Json.AsArray().Select(one => (string?)one!["type"]));
        Assert.Equal(204, deleted.Status);
        Assert.Equal(2, rest.Json.AsArray().Count);
        Assert.Equal("2", rest.Headers["X-Total-Count"]);
        Assert.Equal(404, (await api.GetAsync($"api/tests/{id}/run/2", Cancel)).Status);
        Assert.Equal(4, next);
        Assert.Equal(400, (await api.GetAsync($"api/tests/{id}/run?skip=-1", Cancel)).Status);
        Assert.Equal(400, (await api.GetAsync($"api/tests/{id}/run/first", Cancel)).Status);
        await api.FinalRunAsync(id, next, Cancel);
    }

    [Fact]
    public async Task Stop_RunThatWaits_StopsItOnce()
    {
        await using var service = await shared.StartServiceAsync();
        var api = (await shared.GetAsync()).Api;
        var id = Definitions.NewId("stop");
        await api.PutTestAsync(Definitions.Usual(id, service.Url), Cancel);
        var run = await api.StartRunAsync(id, Cancel);
        await api.RunWhenAsync(id, run, state => state == "AWAITING_TRACE", Cancel);

        var stopped = await api.PostAsync($"api/tests/{id}/run/{run}/stop", null, Cancel);
        var again = await api.PostAsync($"api/tests/{id}/run/{run}/stop", null, Cancel);
        var found = await api.RunAsync(id, run, Cancel);

        Assert.Equal((200, "success"), (stopped.Status, (string?)stopped.Json["result"]));
        Assert.Equal(200, again.Status);
        Assert.Equal("STOPPED", (string?)found["state"]);
    }

    [Fact]
    public async Task Stop_WhileTheServiceHoldsItsAnswer_HangsUp()
    {
        await using var service = await shared.StartServiceAsync();
        var called = new TaskCompletionSource();
        var hungUp = new TaskCompletionSource();
        service.OnCall = async call =>
        {
            using var registration = call.Context.RequestAborted.Register(() => hungUp.TrySetResult());
            called.TrySetResult();
            await hungUp.Task;
        };
        var api = (await shared.GetAsync()).Api;
        var id = Definitions.NewId("hang");
        await api.PutTestAsync(Definitions.Usual(id, service.Url), Cancel);
        var run = await api.StartRunAsync(id, Cancel);
        await called.Task.WaitAsync(Cancel);

        Assert.Equal(200, (await api.PostAsync($"api/tests/{id}/run/{run}/stop", null, Cancel)).Status);
        await hungUp.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal("STOPPED", (string?)(await api.RunAsync(id, run, Cancel))["state"]);
    }

    [Fact]
    public async Task SkipPolling_RunThatWaitsForMissingParts_JudgesWhatCame()
    {
        await using var service = await shared.StartServiceAsync();
        service.OnCall = call => service.ExportAsync(call.TraceId, [FakeSpan.Below(FakeSpan.NewId(), "orphan")]);
        var api = (await shared.GetAsync()).Api;
        var id = Definitions.NewId("skip");
        await api.PutTestAsync(Definitions.Usual(id, service.Url), Cancel);
        var run = await api.StartRunAsync(id, Cancel);
        await api.RunWhenAsync(id, run, state => state == "AWAITING_TRACE", Cancel);

        var skipped = await api.PostAsync($"api/tests/{id}/run/{run}/skipPolling", null, Cancel);
        var found = await api.FinalRunAsync(id, run, Cancel);
        var late = await api.PostAsync($"api/tests/{id}/run/{run}/stop", null, Cancel);

        Assert.Equal(200, skipped.Status);
        Assert.Equal(("FINISHED", 1), ((string?)found["state"], (int)found["spansJudged"]!));
        Assert.Equal(422, late.Status);
    }

    private static IEnumerable<string> Keys(JsonNode node) => node.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal);
}
