using Npgsql;
using Tracetest.TestSupport;
using Tracetest.TestSupport.Server;

namespace Tracetest.Web.Tests.Server;

/// <summary>What the server makes of its configuration when it starts.</summary>
public sealed class ConfigurationTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_UnknownKeys_IsRefusedNamingEach()
    {
        var (exitCode, output) = await ServerProcess.RunToEndAsync(
            new ServerSetup { Configuration = "server:\n  pathPrefix: /x\n  htpPort: 1\nnonsense: true\n" }, Cancel);

        Assert.Equal(1, exitCode);
        Assert.Contains("tracetest.yaml:3: ", output, StringComparison.Ordinal);
        Assert.Contains("`server.htpPort`", output, StringComparison.Ordinal);
        Assert.Contains("tracetest.yaml:4: ", output, StringComparison.Ordinal);
        Assert.Contains("`nonsense`", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NoSuchDatabase_ExitsWithTheReason()
    {
        var (exitCode, output) = await ServerProcess.RunToEndAsync(
            new ServerSetup { ConnectionString = "Host=127.0.0.1;Port=1;Username=u;Database=d", Arguments = ["--postgres.startTimeout", "1s"] }, Cancel);

        Assert.Equal(1, exitCode);
        Assert.Contains("Tracetest cannot start:", output, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FileOfTheOriginal_LoadsAndProvisionsOnce()
    {
        var database = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync(Cancel));
        var file = $$$"""
            postgres: {host: "{{{database.Host}}}", user: {{{database.Username}}}, password: postgres, port: {{{database.Port}}}, dbname: {{{database.Database}}}, params: sslmode=disable}
            poolingConfig: {maxWaitTimeForTrace: 10m, retryDelay: 3s}
            googleAnalytics: {enabled: true}
            demo: {enabled: []}
            experimentalFeatures: []
            telemetry:
              dataStores:
                jaeger: {type: jaeger, jaeger: {endpoint: "127.0.0.1:1", tls: {insecure: true} } }
              exporters:
                collector: {serviceName: tracetest, sampling: 100, exporter: {type: collector, collector: {endpoint: "127.0.0.1:1"} } }
            server:
              telemetry: {dataStore: jaeger, exporter: collector, applicationExporter: collector}
            """;
        await using var server = await ServerProcess.StartAsync(new ServerSetup { Configuration = file, IsDatabaseInFile = true }, Cancel);

        var provisioned = (await server.Api.GetAsync("api/pollingprofiles/current", Cancel)).Json["spec"]!["periodic"]!;
        var told = server.Output();
        (await server.Api.SendAsync("PUT", "api/pollingprofiles/current", """{"spec":{"name":"mine"}}""", Cancel)).MustBe(200);
        Assert.Equal(0, await server.StopAsync());
        await server.RestartAsync(Cancel);
        var kept = (await server.Api.GetAsync("api/pollingprofiles/current", Cancel)).Json["spec"]!;

        Assert.Equal(("10m", "3s"), ((string?)provisioned["timeout"], (string?)provisioned["retryDelay"]));
        Assert.All(
            ["`poolingConfig.maxWaitTimeForTrace`", "`poolingConfig.retryDelay`", "`googleAnalytics.enabled`", "`server.telemetry.dataStore`"],
            key => Assert.Equal(2, told.Split(key).Length));
        Assert.Equal("mine", (string?)kept["name"]);
    }

    [Fact]
    public async Task PathPrefix_Set_IsInFrontOfEverything()
    {
        await using var server = await ServerProcess.StartAsync(
            ServerSetup.Impatient with { Variables = new Dictionary<string, string> { ["TRACETEST_SERVER_PATHPREFIX"] = "/some/where/" } }, Cancel);

        Assert.Equal("/some/where/", server.Web.AbsolutePath);
        Assert.Equal(200, (await server.Api.GetAsync("healthz", Cancel)).Status);
        Assert.Equal(0, (int)(await server.Api.GetAsync("api/tests", Cancel)).MustBe(200).Json["count"]!);
        Assert.Equal(404, (await server.Api.GetAsync("api/nothing", Cancel)).Status);
    }
}
