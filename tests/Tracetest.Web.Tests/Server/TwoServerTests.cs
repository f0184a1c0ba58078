using Tracetest.TestSupport;
using Tracetest.TestSupport.Server;

namespace Tracetest.Web.Tests.Server;

/// <summary>Two servers on one external database.</summary>
public sealed class TwoServerTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwoServers_OneDatabase_ShareSpansAndTakeOverRuns()
    {
        var setup = ServerSetup.WithPolling("3m", "1s") with { ConnectionString = await postgres.CreateDatabaseAsync(Cancel) };
        var starting = (ServerProcess.StartAsync(setup, Cancel), ServerProcess.StartAsync(setup, Cancel));
        await using var first = await starting.Item1;
        await using var second = await starting.Item2;
        await using var service = await FakeService.StartAsync(Cancel);
        service.Collector = second.OtlpHttp;
        service.OnCall = call => call.ExportUsualAsync();
        await first.Api.PutTestAsync(Definitions.Usual("shared", service.Url), Cancel);

        var shared = await first.Api.RunToEndAsync("shared", Cancel);
        Assert.Equal(("FINISHED", 2), ((string?)shared["state"], (int)shared["spansJudged"]!));
        Assert.True((bool)shared["result"]!["allPassed"]!);

        await AssertTakenOverAsync(first, second, service);
    }

    private static async Task AssertTakenOverAsync(ServerProcess first, ServerProcess second, FakeService service)
    {
        var entry = FakeSpan.NewId();
        service.OnCall = call => service.ExportAsync(call.TraceId, [FakeSpan.Below(entry, "select", ("db.system", "postgresql"))]);
        var run = await first.Api.StartRunAsync("shared", Cancel);
        var waiting = await first.Api.RunWhenAsync("shared", run, state => state == "AWAITING_TRACE", Cancel);

        await first.KillAsync();
        await service.ExportAsync((string)waiting["traceId"]!, [new FakeSpan(entry, (string)waiting["spanId"]!, "GET /parcels")]);
        var found = await second.Api.FinalRunAsync("shared", run, Cancel);

        Assert.Equal(("FINISHED", 2), ((string?)found["state"], (int)found["spansJudged"]!));
        Assert.True((bool)found["result"]!["allPassed"]!);
        Assert.Equal(2, service.Calls);
    }
}
