using System.Text.Json.Nodes;
using Npgsql;
using Tracetest.TestSupport;
using Tracetest.TestSupport.Server;

namespace Tracetest.Web.Tests.Server;

/// <summary>Tests that were stored before tests were checked.</summary>
public sealed class FormerTestTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_MalformedTestOfBefore_FailsEveryAssertionOfItsMalformedParts()
    {
        var setup = ServerSetup.Impatient with { ConnectionString = await postgres.CreateDatabaseAsync(Cancel) };
        await using var server = await ServerProcess.StartAsync(setup, Cancel);
        await using var service = await FakeService.StartAsync(Cancel);
        service.Collector = server.OtlpHttp;
        service.OnCall = call => call.ExportUsualAsync();
        await server.Api.PutTestAsync(Definitions.Usual("former", service.Url), Cancel);
        await SpoilAsync(setup.ConnectionString);

        var found = (await server.Api.GetAsync("api/tests/former", Cancel)).MustBe(200);
        var refused = await server.Api.SendAsync("PUT", "api/tests/former", found.Text, Cancel);
        var run = await server.Api.RunToEndAsync("former", Cancel);

        Assert.Equal("span[name=", (string?)found.Json["spec"]!["specs"]![0]!["selector"]);
        Assert.Equal(400, refused.Status);
        Assert.Equal("FINISHED", (string?)run["state"]);
        var (malformedSelector, malformedAssertion) = (Spans(run, 0, 0), Spans(run, 1, 0));
        Assert.Null(Assert.Single(malformedSelector)!["spanId"]);
        Assert.All(malformedSelector.Concat(malformedAssertion), AssertSyntaxError);
        Assert.True((bool)Assert.Single(Spans(run, 1, 1))!["passed"]!);
    }

    private static void AssertSyntaxError(JsonNode? span)
    {
        Assert.False((bool)span!["passed"]!);
        Assert.StartsWith("invalid syntax", (string?)span["error"], StringComparison.Ordinal);
    }

    private static JsonArray Spans(JsonNode run, int spec, int assertion) =>
        run["result"]!["results"]![spec]!["results"]![assertion]!["spanResults"]!.AsArray();

    private static async Task SpoilAsync(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand("""
            update test_versions set specs = replace(replace(specs::text,
                'span[name=\"Tracetest trigger\"]', 'span[name='), 'attr:db.system = ', 'attr:db.system == ')::json
            """);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancel));
    }
}
