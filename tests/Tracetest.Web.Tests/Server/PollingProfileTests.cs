using Tracetest.TestSupport.Server;

namespace Tracetest.Web.Tests.Server;

/// <summary>The polling profile as a resource of which there is one. The server is this class's own, for the profile governs all runs.</summary>
public sealed class PollingProfileTests : IAsyncLifetime
{
    private const string Patient = """
        {"type":"PollingProfile","spec":{"name":"patient","strategy":"periodic","periodic":{"retryDelay":"750ms","timeout":"1m30s","selectorMatchRetries":2}}}
        """;

    private ServerProcess _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await ServerProcess.StartAsync(new ServerSetup(), Cancel);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Profile_WholeLife_IsTheOneThereIs()
    {
        var fresh = await _server.Api.GetAsync("api/pollingprofiles/current", Cancel);
        var created = await _server.Api.SendAsync("PUT", "api/pollingprofiles", Patient, Cancel);
        var elsewhere = await _server.Api.GetAsync("api/pollingprofiles/whatever", Cancel);
        var list = await _server.Api.GetAsync("api/pollingprofiles?take=20&skip=0&sortBy=&sortDirection=desc", Cancel);
        var yaml = await _server.Api.GetAsync("api/pollingprofiles/current", Cancel, "text/yaml");
        var again = await _server.Api.SendAsync("PUT", "api/pollingprofiles", yaml.Text, Cancel, "text/yaml", "application/json");
        var deleted = await _server.Api.SendAsync("DELETE", "api/pollingprofiles/current", null, Cancel);
        var listed = list.Json["items"]![0]!;

        Assert.Equal("5s", (string?)fresh.Json["spec"]!["periodic"]!["retryDelay"]);
        Assert.Equal("1m", (string?)fresh.Json["spec"]!["periodic"]!["timeout"]);
        Assert.Equal(201, created.Status);
        Assert.Equal(created.Text, elsewhere.Text);
        Assert.Equal(1, (int)list.Json["count"]!);
        Assert.Equal(created.Text, listed.ToJsonString());
        Assert.Equal((200, created.Text), (again.Status, again.Text));
        Assert.Equal((405, 405), (deleted.Status, (int)deleted.Json["code"]!));
        await _server.KillAsync();
        await _server.RestartAsync(Cancel);
        Assert.Equal(created.Text, (await _server.Api.GetAsync("api/pollingprofiles/current", Cancel)).Text);
        await AssertFaultsAsync();
        await AssertRunsObeyAsync();
    }

    private async Task AssertFaultsAsync()
    {
        var refused = await _server.Api.SendAsync("PUT", "api/pollingprofiles/current", """
            {"type":"Test","spec":{"strategy":"never","periodic":{"retryDelay":"0s","timeout":"5","selectorMatchRetries":-1}}}
            """, Cancel);
        var shorter = await _server.Api.SendAsync(
            "PUT", "api/pollingprofiles/current", "type: PollingProfile\nspec: {periodic: {retryDelay: 2s, timeout: 1s}}", Cancel, "text/yaml");

        Assert.Equal(400, refused.Status);
        Assert.All(
            ["type: `Test`", "spec.strategy: `never`", "spec.periodic.retryDelay: `0s`", "spec.periodic.timeout: `5`", "spec.periodic.selectorMatchRetries: `-1`"],
            fault => Assert.Contains(fault, refused.Error, StringComparison.Ordinal));
        Assert.Equal(400, shorter.Status);
        Assert.Contains("spec.periodic.timeout: 1s is less", shorter.Text, StringComparison.Ordinal);
    }

    private async Task AssertRunsObeyAsync()
    {
        await using var service = await FakeService.StartAsync(Cancel);
        await _server.Api.PutTestAsync(Definitions.Usual("obedient", service.Url), Cancel);
        (await _server.Api.SendAsync("PUT", "api/pollingprofiles", """
            {"spec":{"periodic":{"retryDelay":"100ms","timeout":"300ms"}}}
            """, Cancel)).MustBe(201);

        var run = await _server.Api.RunToEndAsync("obedient", Cancel);

        Assert.Equal("TRACE_FAILED", (string?)run["state"]);
        Assert.Contains("0.3 s", (string?)run["lastErrorState"], StringComparison.Ordinal);
    }
}
