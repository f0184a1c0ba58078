using System.Collections.Concurrent;
using System.Net;
using Tracetest.TestSupport;
using Tracetest.TestSupport.Server;

namespace Tracetest.Web.Tests.Server;

/// <summary>Servers and databases that are killed: what was acknowledged is kept, no trigger fires twice, every run ends.</summary>
public sealed class SurvivalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_WhileTheServiceHoldsItsAnswer_EndsTheRunWithoutASecondCall()
    {
        await using var server = await ServerProcess.StartAsync(ServerSetup.Impatient, Cancel);
        await using var service = await ServiceOfAsync(server);
        var (called, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        service.OnCall = async _ =>
        {
            called.TrySetResult();
            await release.Task;
        };
        await server.Api.PutTestAsync(Definitions.Usual("held", service.Url), Cancel);
        var run = await server.Api.StartRunAsync("held", Cancel);
        await called.Task.WaitAsync(Cancel);

        await server.KillAsync();
        await server.RestartAsync(Cancel);
        var found = await server.Api.FinalRunAsync("held", run, Cancel);
        release.SetResult();

        Assert.Equal("TRIGGER_FAILED", (string?)found["state"]);
        Assert.Contains("not made twice", (string?)found["lastErrorState"], StringComparison.Ordinal);
        Assert.Equal(1, service.Calls);
    }

    [Fact]
    public async Task Kill_WhileSpansAreAwaited_GoesOnToTheVerdict()
    {
        await using var server = await ServerProcess.StartAsync(ServerSetup.WithPolling("1m", "2s"), Cancel);
        await using var service = await ServiceOfAsync(server);
        var entry = FakeSpan.NewId();
        service.OnCall = call => service.ExportAsync(
            call.TraceId, [FakeSpan.Below(entry, "select", ("db.system", "postgresql"))]); // its parent is still to come
        await server.Api.PutTestAsync(Definitions.Usual("awaited", service.Url), Cancel);
        var run = await server.Api.StartRunAsync("awaited", Cancel);
        var waiting = await server.Api.RunWhenAsync("awaited", run, state => state == "AWAITING_TRACE", Cancel);

        await server.KillAsync();
        await server.RestartAsync(Cancel);
        service.Collector = server.OtlpHttp;
        await service.ExportAsync((string)waiting["traceId"]!, [new FakeSpan(entry, (string)waiting["spanId"]!, "GET /parcels")]);
        var found = await server.Api.FinalRunAsync("awaited", run, Cancel);

        Assert.Equal(("FINISHED", 2), ((string?)found["state"], (int)found["spansJudged"]!));
        Assert.True((bool)found["result"]!["allPassed"]!);
        Assert.Equal(1, service.Calls);
    }

    [Fact]
    public async Task Kill_AtARandomMoment_LosesNothingThatWasAcknowledged()
    {
        const int Tests = 4;
        var (runs, spans) = (new ConcurrentBag<(string Test, int Run)>(), new ConcurrentDictionary<string, ConcurrentBag<string>>());
        await using var server = await ServerProcess.StartAsync(ServerSetup.WithPolling("8s", "500ms"), Cancel);
        await using var service = await ServiceOfAsync(server);
        service.OnCall = call => ExportTwoAsync(call, spans);
        for (var i = 0; i < Tests; i++)
        {
            await server.Api.PutTestAsync(Definitions.Usual($"random-{i}", service.Url), Cancel);
        }

        for (var round = 0; round < SampleSizes.Kills; round++)
        {
            var posting = Task.WhenAll(Enumerable.Range(0, Tests).Select(i => PostUntilDeadAsync(server.Api, $"random-{i}", runs)));
            var before = runs.Count;
            await Eventually.IsTrueAsync(() => runs.Count > before, Cancel);
            await Task.Delay(Random.Shared.Next(10, 700), Cancel);
            await server.KillAsync();
            await posting;
            await server.RestartAsync(Cancel);
            service.Collector = server.OtlpHttp;
        }

        foreach (var (test, run) in runs)
        {
            var found = await server.Api.FinalRunAsync(test, run, Cancel);
            var sent = spans.GetValueOrDefault((string)found["traceId"]!, []);
            Assert.Subset(found["trace"]!["flat"] is { } flat ? [.. flat.AsObject().Select(span => span.Key)] : new HashSet<string>(), sent.ToHashSet());
        }

        Assert.NotEmpty(runs);
        Assert.All(service.CallsByTrace, calls => Assert.Equal(1, calls.Value));
    }

    [Fact]
    public async Task Terminate_WithRunsInFlight_ExitsInTimeAndTheNextServerGoesOn()
    {
        await using var server = await ServerProcess.StartAsync(ServerSetup.WithPolling("20s", "1s"), Cancel);
        await using var service = await ServiceOfAsync(server);
        var release = new TaskCompletionSource();
        service.OnCall = call => call.Context.Request.Path == "/hold" ? release.Task : Task.CompletedTask;
        await server.Api.PutTestAsync(Definitions.Usual("held", service.Url + "/hold"), Cancel);
        await server.Api.PutTestAsync(Definitions.Usual("waits", service.Url), Cancel);
        var waiting = await server.Api.StartRunAsync("waits", Cancel);
        var held = await server.Api.StartRunAsync("held", Cancel);
        await server.Api.RunWhenAsync("waits", waiting, state => state == "AWAITING_TRACE", Cancel);
        await server.Api.RunWhenAsync("held", held, state => state == "EXECUTING", Cancel);

        var since = System.Diagnostics.Stopwatch.GetTimestamp();
        var exitCode = await server.StopAsync();
        var took = System.Diagnostics.Stopwatch.GetElapsedTime(since);
        release.SetResult();
        await server.RestartAsync(Cancel);

        Assert.Equal(0, exitCode);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(15)); // 10 on a machine that is not shared
        Assert.Equal("TRIGGER_FAILED", (string?)(await server.Api.FinalRunAsync("held", held, Cancel))["state"]);
        Assert.Equal("TRACE_FAILED", (string?)(await server.Api.FinalRunAsync("waits", waiting, Cancel))["state"]);
        Assert.Equal(2, service.Calls);
    }

    [Fact]
    public async Task KillDatabase_WithARunInFlight_AnswersUnavailableAndRecovers()
    {
        await using var server = await ServerProcess.StartAsync(ServerSetup.WithPolling("1m", "2s"), Cancel);
        await using var service = await ServiceOfAsync(server);
        var entry = FakeSpan.NewId();
        service.OnCall = call => service.ExportAsync(call.TraceId, [FakeSpan.Below(entry, "select", ("db.system", "postgresql"))]);
        await server.Api.PutTestAsync(Definitions.Usual("database", service.Url), Cancel);
        var run = await server.Api.StartRunAsync("database", Cancel);
        var waiting = await server.Api.RunWhenAsync("database", run, state => state == "AWAITING_TRACE", Cancel);

        var postgres = server.PostgresProcessId;
        Signals.Kill(postgres);
        var statuses = await ExportUntilTakenAsync(service, (string)waiting["traceId"]!, new FakeSpan(entry, (string)waiting["spanId"]!, "GET /parcels"));
        var found = await server.Api.FinalRunAsync("database", run, Cancel);

        Assert.All(statuses, status => Assert.Contains(status, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable]));
        Assert.NotEqual(postgres, server.PostgresProcessId);
        Assert.Equal(("FINISHED", 2), ((string?)found["state"], (int)found["spansJudged"]!));
        Assert.True((bool)found["result"]!["allPassed"]!);
    }

    private static async Task<FakeService> ServiceOfAsync(ServerProcess server)
    {
        var service = await FakeService.StartAsync(Cancel);
        service.Collector = server.OtlpHttp;
        return service;
    }

    private static async Task ExportTwoAsync(ServiceCall call, ConcurrentDictionary<string, ConcurrentBag<string>> acknowledged)
    {
        foreach (var name in (string[])["GET /parcels", "select"])
        {
            var span = FakeSpan.Below(call.ParentId, name, ("db.system", "postgresql"));
            try
            {
                if (await call.Service.TryExportAsync(call.TraceId, [span]) == HttpStatusCode.OK)
                {
                    acknowledged.GetOrAdd(call.TraceId, _ => []).Add(span.Id);
                }
            }
            catch (HttpRequestException)
            {
                // The server is dead: nothing was acknowledged.
            }
        }
    }

    private static async Task PostUntilDeadAsync(TracetestApi api, string test, ConcurrentBag<(string Test, int Run)> runs)
    {
        try
        {
            while (true)
            {
                runs.Add((test, await api.StartRunAsync(test, Cancel)));
            }
        }
        catch (HttpRequestException)
        {
            // It was killed.
        }
    }

    /// <summary>As exporters do: again and again until the answer is 200.</summary>
    private static async Task<List<HttpStatusCode>> ExportUntilTakenAsync(FakeService service, string trace, FakeSpan span)
    {
        var statuses = new List<HttpStatusCode>();
        do
        {
            await Task.Delay(50, Cancel);
            statuses.Add(await service.TryExportAsync(trace, [span]));
        }
        while (statuses[^1] != HttpStatusCode.OK && statuses.Count < 1200);
        return statuses;
    }
}
