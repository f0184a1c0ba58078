using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tracetest.Domain.Telemetry;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Triggers;
using Tracetest.Infrastructure.Telemetry;
using Tracetest.Infrastructure.Tests.Triggers;

namespace Tracetest.Infrastructure.Tests.Telemetry;

/// <summary>The whole way: configuration, host, exporter, socket.</summary>
/// <remarks>The product has one source of spans, so tests know their own spans by trace id.</remarks>
public sealed class TelemetryTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_OwnExporter_SendsSpansWithTheConfiguredResource()
    {
        await using var sink = await OtlpSink.StartAsync(Cancelled);
        using var host = await StartAsync(Settings(sink.Endpoint, "100", "exporter"));
        var parent = NewParent();

        using (var span = RunInstrumentation.StartExecuteAssertions(parent))
        {
            span.RecordVerdict(true);
        }

        await Eventually.IsTrueAsync(() => Of(sink, parent).Length == 1, Cancelled);
        var sent = Of(sink, parent).Single();
        Assert.Equal(("Execute assertions", parent.SpanId.ToHexString(), "Tracetest"), (sent.Name, sent.ParentId, sent.Scope));
        Assert.Equal("true", sent.Attributes["tracetest.run.assertion_runner.all_assertions_passed"]);
        Assert.Equal(["host.name", "service.name", "service.version"], sent.Resource.Keys.Order());
        Assert.Equal(("shop-tests", Environment.MachineName), (sent.Resource["service.name"], sent.Resource["host.name"]));
        await host.StopAsync(Cancelled);
    }

    [Fact]
    public async Task Start_OwnExporter_SendsMetricsAndNoSpanOfOtherSources()
    {
        await using var sink = await OtlpSink.StartAsync(Cancelled);
        using var host = await StartAsync(Settings(sink.Endpoint, "100", "exporter"));
        using var other = new ActivitySource("other");

        other.StartActivity("not ours")?.Dispose();
        RunInstrumentation.RecordWorkerLatency("telemetry_test", TimeSpan.FromMilliseconds(5), RunState.Finished);
        TracetestInstrumentation.ApiLatency.Record(1);

        await Eventually.IsTrueAsync(
            () => sink.Metrics.Contains("http.server.latency") && sink.Metrics.Contains("tracetest.worker.telemetry_test.latency"), Cancelled);
        await host.StopAsync(Cancelled);
        Assert.DoesNotContain(sink.Spans, span => span.Name == "not ours");
    }

    [Fact]
    public async Task Stop_SpansStillWaiting_AreSentFirst()
    {
        await using var sink = await OtlpSink.StartAsync(Cancelled);
        using var host = await StartAsync(Settings(sink.Endpoint, "100", "exporter", "applicationExporter"));
        var (parent, trigger) = (NewParent(), TriggerSpan());

        RunInstrumentation.StartStopRun(parent)?.Dispose();
        host.Services.GetRequiredService<ITriggerSpanExporter>().Export(trigger);
        await host.StopAsync(Cancelled);

        Assert.Single(Of(sink, parent));
        Assert.Single(sink.Spans, span => span.SpanId == trigger.Id.ToString());
    }

    [Fact]
    public async Task Export_ATriggerSpan_GoesOutExactlyAsItIs()
    {
        await using var sink = await OtlpSink.StartAsync(Cancelled);
        using var host = await StartAsync(Settings("http://" + sink.Endpoint, "100", "applicationExporter"));
        var span = TriggerSpan() with
        {
            Status = new SpanStatus(SpanStatusCode.Error, "ü"),
            Attributes =
            [
                new("text", AttributeValue.From("ü")), new("int", AttributeValue.From(-7)), new("bool", AttributeValue.From(true)),
                new("double", AttributeValue.From(0.1)), new("list", AttributeValue.From([AttributeValue.From(1)])),
            ],
        };

        host.Services.GetRequiredService<ITriggerSpanExporter>().Export(span);

        await Eventually.IsTrueAsync(() => !sink.Spans.IsEmpty, Cancelled);
        var sent = Assert.Single(sink.Spans);
        Assert.Equal(
            (span.TraceId.ToString(), span.Id.ToString(), "", "Tracetest trigger", "tracetest=true"),
            (sent.TraceId, sent.SpanId, sent.ParentId, sent.Name, sent.Span.Text(3)));
        Assert.Equal((0L, 1_700_000_000_123_456_789UL, 1_700_000_001_000_000_001UL), (sent.Span.One<long>(6), sent.Span.One<ulong>(7), sent.Span.One<ulong>(8)));
        Assert.Equal(
            [("text", "ü"), ("int", -7L), ("bool", 1L), ("double", BitConverter.DoubleToUInt64Bits(0.1)), ("list", "[1]")],
            sent.Attributes.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(("ü", 2L), (sent.Span.Messages(15).Single().Text(2), sent.Span.Messages(15).Single().One<long>(3)));
        Assert.Equal("shop-tests", sent.Resource["service.name"]);
        await host.StopAsync(Cancelled);
    }

    [Fact]
    public async Task Start_ApplicationExporterOnly_SendsNoSpanOfOurOwn()
    {
        await using var sink = await OtlpSink.StartAsync(Cancelled);
        using var host = await StartAsync(Settings(sink.Endpoint, "100", "applicationExporter"));
        var parent = NewParent();

        RunInstrumentation.StartStopRun(parent)?.Dispose();
        await host.StopAsync(Cancelled);

        Assert.Empty(Of(sink, parent));
    }

    [Fact]
    public async Task Start_OwnExporterOnly_SendsNoTriggerSpan()
    {
        await using var sink = await OtlpSink.StartAsync(Cancelled);
        using var host = await StartAsync(Settings(sink.Endpoint, "100", "exporter"));
        var span = TriggerSpan();

        host.Services.GetRequiredService<ITriggerSpanExporter>().Export(span);
        await host.StopAsync(Cancelled);

        Assert.DoesNotContain(sink.Spans, sent => sent.TraceId == span.TraceId.ToString());
    }

    [Theory]
    [InlineData("0", 0, 0)]
    [InlineData(null, 0, 0)]
    [InlineData("50", 380, 620)]
    [InlineData("100", 1000, 1000)]
    public async Task Sampling_AThousandTraces_SendsItsShareOfBothKinds(string? sampling, int least, int most)
    {
        await using var sink = await OtlpSink.StartAsync(Cancelled);
        using var host = await StartAsync(Settings(sink.Endpoint, sampling, "exporter", "applicationExporter"));
        var exporter = host.Services.GetRequiredService<ITriggerSpanExporter>();
        var traces = Enumerable.Range(0, 1000).Select(_ => TriggerSpan()).ToDictionary(span => span.TraceId.ToString());

        foreach (var span in traces.Values)
        {
            exporter.Export(span);
            RunInstrumentation.StartStopRun(ContextOf(span))?.Dispose();
        }

        await host.StopAsync(Cancelled);
        Assert.Equal(sampling is null ? 1 : 0, Warnings(host).Count(warning => warning.StartsWith("telemetry:exporters:MAIN:sampling", StringComparison.Ordinal)));
        var sent = sink.Spans.Where(span => traces.ContainsKey(span.TraceId)).ToLookup(span => span.Name, span => span.TraceId);
        var triggers = sent["Tracetest trigger"].ToHashSet();
        Assert.InRange(triggers.Count, least, most);
        Assert.Equal(triggers, sent[RunInstrumentation.StopRunSpan].ToHashSet()); // the same traces, whoever decides
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Collector_GoneOrSilent_DelaysAndBreaksNothing(bool isBlackHole)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var endpoint = listener.LocalEndpoint.ToString()!;
        if (!isBlackHole)
        {
            listener.Stop();
        }

        var watch = Stopwatch.StartNew();
        using var host = await StartAsync(Settings(endpoint, "100", "exporter", "applicationExporter"));
        var exporter = host.Services.GetRequiredService<ITriggerSpanExporter>();
        for (var i = 0; i < 5000; i++)
        {
            exporter.Export(TriggerSpan());
            RunInstrumentation.StartStopRun(NewParent())?.Dispose();
        }

        await host.StopAsync(Cancelled);
        host.Dispose();

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Collector_RefusesThenRecovers_IsSentToAgain()
    {
        await using var sink = await OtlpSink.StartAsync(Cancelled);
        using var host = await StartAsync(Settings(sink.Endpoint, "100", "applicationExporter"));
        var exporter = host.Services.GetRequiredService<ITriggerSpanExporter>();
        sink.GrpcStatus = "14";
        for (var i = 1; i <= 3; i++)
        {
            exporter.Export(TriggerSpan());
            await Eventually.IsTrueAsync(() => sink.Spans.Count == i, Cancelled);
        }

        sink.GrpcStatus = "0";
        exporter.Export(TriggerSpan());

        await Eventually.IsTrueAsync(() => sink.Spans.Count == 4, Cancelled);
        await host.StopAsync(Cancelled);
        Assert.Contains("gRPC status 14", Assert.Single(Warnings(host)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ExporterOfNoSuchName_FailsNamingKeyAndKnownNames()
    {
        var settings = Settings("localhost:4317", "100");
        settings["server:telemetry:exporter"] = "colector";
        settings["server:telemetry:applicationExporter"] = "none";

        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(settings));

        Assert.Equal(
            [
                "server:telemetry:exporter is `colector`, but telemetry:exporters has only `main`.",
                "server:telemetry:applicationExporter is `none`, but telemetry:exporters has only `main`.",
            ],
            fault.Failures);
    }

    [Fact]
    public async Task Start_ExporterDefinedWrongly_FailsWithAllFaults()
    {
        var settings = Settings("", "101", "exporter");
        settings["telemetry:exporters:main:exporter:type"] = "console";
        settings["telemetry:exporters:main:metricsReaderInterval"] = "soon";

        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(settings));

        Assert.Equal(4, fault.Failures.Count());
    }

    [Theory]
    [InlineData("collector:4317", "http://collector:4317/")]
    [InlineData("collector", "http://collector:4317/")]
    [InlineData("http://collector:1234/ignored", "http://collector:1234/")]
    [InlineData("https://collector:4317", "https://collector:4317/")]
    [InlineData("[::1]:4317", "http://[::1]:4317/")]
    [InlineData("ftp://collector", null)]
    [InlineData("a b", null)]
    [InlineData("", null)]
    public void Read_Endpoint_IsAUrlOrAFault(string endpoint, string? url)
    {
        var options = new TelemetryExporterOptions { Exporter = { Collector = { Endpoint = endpoint } } };

        Assert.Equal(url, TelemetryExporter.Read("main", options).Exporter?.Endpoint.AbsoluteUri);
    }

    [Theory]
    [InlineData("10s", 10_000)]
    [InlineData("00:00:10", 10_000)]
    [InlineData("1", null)]
    [InlineData("500ms", 500)]
    [InlineData("1m30s", 90_000)]
    [InlineData("1.5h", 5_400_000)]
    [InlineData("", null)]
    [InlineData("10", null)]
    [InlineData("-1s", null)]
    [InlineData("1ms", null)]
    [InlineData("999999999h", null)]
    public void Read_Interval_IsATimeOrAFault(string interval, int? milliseconds)
    {
        var options = new TelemetryExporterOptions { MetricsReaderInterval = interval, Exporter = { Collector = { Endpoint = "c:1" } } };

        Assert.Equal(milliseconds, (int?)TelemetryExporter.Read("main", options).Exporter?.MetricsInterval.TotalMilliseconds);
    }

    private static Dictionary<string, string?> Settings(string endpoint, string? sampling, params string[] uses)
    {
        var settings = new Dictionary<string, string?>
        {
            ["telemetry:exporters:main:serviceName"] = "shop-tests",
            ["telemetry:exporters:main:metricsReaderInterval"] = "200ms",
            ["telemetry:exporters:main:exporter:type"] = "collector",
            ["telemetry:exporters:main:exporter:collector:endpoint"] = endpoint,
        };
        if (sampling is not null)
        {
            settings["telemetry:exporters:main:sampling"] = sampling;
        }

        foreach (var use in uses)
        {
            settings["server:telemetry:" + use] = "MAIN";
        }

        return settings;
    }

    private static async Task<IHost> StartAsync(Dictionary<string, string?> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders().AddProvider(new WarningCollector());
        builder.Services.AddTracetestTelemetry(builder.Configuration);
        var host = builder.Build();
        await host.StartAsync(Cancelled);
        return host;
    }

    private static string[] Warnings(IHost host) =>
        [.. host.Services.GetServices<ILoggerProvider>().OfType<WarningCollector>().Single().Warnings];

    private static SunkSpan[] Of(OtlpSink sink, ActivityContext parent) =>
        [.. sink.Spans.Where(span => span.TraceId == parent.TraceId.ToHexString())];

    private static ActivityContext NewParent() =>
        new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);

    private static ActivityContext ContextOf(Span span) => new(
        ActivityTraceId.CreateFromBytes(span.TraceId.ToByteArray()), ActivitySpanId.CreateFromBytes(span.Id.ToByteArray()), default, isRemote: true);

    private static Span TriggerSpan() => new()
    {
        TraceId = TraceId.NewRandom(),
        Id = SpanId.NewRandom(),
        Name = SemanticConventions.TriggerSpanName,
        TraceState = TraceContextHeaders.TraceState,
        StartTimeUnixNano = 1_700_000_000_123_456_789,
        EndTimeUnixNano = 1_700_000_001_000_000_001,
    };

    private sealed class WarningCollector : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Warnings { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Warnings.Enqueue(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
