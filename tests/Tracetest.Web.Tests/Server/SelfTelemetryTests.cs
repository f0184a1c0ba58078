using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tracetest.Domain.Traces;
using Tracetest.Infrastructure.Traces;
using Tracetest.TestSupport;
using Tracetest.TestSupport.Server;

namespace Tracetest.Web.Tests.Server;

/// <summary>A server that exports its own spans to another one.</summary>
public sealed class SelfTelemetryTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Exporters_AnotherServer_HoldsTheSpansOfARun()
    {
        var database = await postgres.CreateDatabaseAsync(Cancel);
        await using var collector = await ServerProcess.StartAsync(new ServerSetup { ConnectionString = database }, Cancel);
        await using var server = await ServerProcess.StartAsync(ExportingTo(collector.OtlpGrpc.Authority, 100), Cancel);
        await using var services = TracesOf(database);
        var traces = services.GetRequiredService<ITraceRepository>();

        var (run, api) = await RunAsync(server);
        var own = await SpansAsync(traces, api, "Execute assertions", "Process outputs", "Start polling trace", "POST /api/tests/{testId}/run");
        var trigger = Assert.Single(await SpansAsync(traces, (string)run["traceId"]!, "Tracetest trigger"), span => span.Name == "Tracetest trigger");

        Assert.Equal("FINISHED", (string?)run["state"]);
        AssertOwn(own, run);
        Assert.Equal((string?)run["spanId"], trigger.Id.ToString());
        Assert.Equal("200", Text(trigger, "tracetest.response.status"));
        await AssertRefusalAsync(server, traces);
    }

    [Fact]
    public async Task Exporters_SamplingZero_SendNothing()
    {
        var database = await postgres.CreateDatabaseAsync(Cancel);
        await using var collector = await ServerProcess.StartAsync(new ServerSetup { ConnectionString = database }, Cancel);
        await using var server = await ServerProcess.StartAsync(ExportingTo(collector.OtlpGrpc.Authority, 0), Cancel);

        var (run, _) = await RunAsync(server);
        Assert.Equal(0, await server.StopAsync()); // what waited to be sent has been sent

        Assert.Equal("FINISHED", (string?)run["state"]);
        await using var source = NpgsqlDataSource.Create(database);
        await using var count = source.CreateCommand("select count(*) from spans");
        Assert.Equal(0L, await count.ExecuteScalarAsync(Cancel));
    }

    [Fact]
    public async Task Exporters_UnreachableCollector_DelayNothing()
    {
        await using var server = await ServerProcess.StartAsync(ExportingTo("127.0.0.1:1", 100), Cancel);
        await RunAsync(server); // the first one warms up
        var since = System.Diagnostics.Stopwatch.GetTimestamp();

        var (run, _) = await RunAsync(server);
        var took = System.Diagnostics.Stopwatch.GetElapsedTime(since);

        Assert.Equal("FINISHED", (string?)run["state"]);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(10)); // one second of silence, and room for a busy machine
        Assert.Equal(0, await server.StopAsync());
        Assert.Contains("do not reach http://127.0.0.1:1", server.Output(), StringComparison.Ordinal);
    }

    private static void AssertOwn(ImmutableArray<Span> spans, JsonNode run)
    {
        var call = Assert.Single(spans, span => span.Name == "POST /api/tests/{testId}/run");
        Assert.Equal(("POST", "200"), (Text(call, "http.method"), Text(call, "http.response.status_code")));
        var fired = Assert.Single(spans, span => span.Name == "Trigger test");
        Assert.Equal((string?)run["traceId"], Text(fired, "tracetest.run.trigger.trace_id"));
        Assert.Equal((string?)run["spanId"], Text(fired, "tracetest.run.trigger.span_id"));
        Assert.Equal(("http", "200"), (Text(fired, "tracetest.run.trigger.type"), Text(fired, "tracetest.run.trigger.http.response_code")));
        Assert.Single(spans, span => span.Name == "Resolve trigger");
        Assert.Single(spans, span => span.Name == "Start processing trigger response");
        Assert.Single(spans, span => span.Name == "Start polling trace");
        Assert.NotEmpty(spans.Where(span => span.Name == "Fetching trace"));
        var evaluated = spans.Last(span => span.Name == "Evaluating trace");
        Assert.Equal("true", Text(evaluated, "tracetest.run.trace_poller.succesful"));
        var checkedSpecs = Assert.Single(spans, span => span.Name == "Execute assertions");
        Assert.Equal("true", Text(checkedSpecs, "tracetest.run.assertion_runner.all_assertions_passed"));
        Assert.NotNull(Text(Assert.Single(spans, span => span.Name == "Process outputs"), "tracetest.run.output_processor.outputs"));
        Assert.Equal("server-a", Text(call, "service.name"));
    }

    /// <summary>The original's own tests look for the reason in the span of the call.</summary>
    private static async Task AssertRefusalAsync(ServerProcess server, ITraceRepository traces)
    {
        var trace = FakeSpan.NewTraceId();
        server.Api.TraceParent = $"00-{trace}-{FakeSpan.NewId()}-01";
        var refused = await server.Api.SendAsync("POST", "api/tests", Definitions.Usual("telemetry", "http://service.invalid"), Cancel, "text/yaml");

        var call = Assert.Single(await SpansAsync(traces, trace, "POST /api/tests"));

        Assert.Equal(400, refused.Status);
        Assert.Contains("test with same ID already exists", call.Status!.Description, StringComparison.Ordinal);
    }

    private static ServerSetup ExportingTo(string endpoint, int sampling)
    {
        var patient = ServerSetup.WithPolling("20s", "1s");
        return patient with
        {
            Configuration = $$$"""
                {{{patient.Configuration}}}
                telemetry:
                  exporters:
                    other: {serviceName: server-a, sampling: {{{sampling}}}, exporter: {type: collector, collector: {endpoint: "{{{endpoint}}}"} } }
                server:
                  telemetry: {exporter: other, applicationExporter: other}
                """,
        };
    }

    private static ServiceProvider TracesOf(string database)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddLogging();
        services.AddSingleton(_ => NpgsqlDataSource.Create(database));
        services.AddTraceStorage();
        return services.BuildServiceProvider();
    }

    private static async Task<(JsonNode Run, string ApiTrace)> RunAsync(ServerProcess server)
    {
        await using var service = await FakeService.StartAsync(Cancel);
        service.Collector = server.OtlpHttp;
        service.OnCall = call => call.ExportUsualAsync();
        await server.Api.PutTestAsync(Definitions.Usual("telemetry", service.Url), Cancel);
        var trace = FakeSpan.NewTraceId();
        server.Api.TraceParent = $"00-{trace}-{FakeSpan.NewId()}-01";
        var number = await server.Api.StartRunAsync("telemetry", Cancel);
        server.Api.TraceParent = null;
        return (await server.Api.FinalRunAsync("telemetry", number, Cancel), trace);
    }

    private static async Task<ImmutableArray<Span>> SpansAsync(ITraceRepository traces, string trace, params string[] names)
    {
        Assert.True(TraceId.TryParse(trace, out var id));
        return await Eventually.SucceedsAsync(
            async () =>
            {
                var stored = await traces.FindAsync(id, Cancel);
                ImmutableArray<Span> spans = stored is null ? [] : [.. stored.Trace.Spans];
                Assert.Subset(spans.Select(span => span.Name).ToHashSet(), names.ToHashSet());
                return spans;
            },
            Cancel);
    }

    private static string? Text(Span span, string attribute) =>
        span.AllTexts().Where(pair => pair.Key == attribute).Select(pair => pair.Value).FirstOrDefault();
}
