using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Tracetest.Domain.Telemetry;

namespace Tracetest.Infrastructure.Telemetry;

/// <summary>Exports this server's own spans and metrics from start to stop.</summary>
/// <remarks>
/// Only <see cref="TracetestInstrumentation"/> is listened to. The framework's and the database driver's sources would also
/// tell of the receiver's work, and a server that exports to itself would never come to rest.
/// </remarks>
internal sealed class OwnTelemetryWorker(TelemetryExporters exporters, ILogger<OwnTelemetryWorker> log) : IHostedService, IDisposable
{
    private const int BatchDelayMilliseconds = 100;
    private const int ExportTimeoutMilliseconds = 3000;
    private const int FlushTimeoutMilliseconds = 2000;

    private TracerProvider? _spans;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var name in exporters.WithoutSampling)
        {
            log.LogWarning("{Key} is missing: no span goes to this exporter", $"{TelemetryOptions.Section}:exporters:{name}:sampling");
        }

        if (exporters.Own is { } exporter)
        {
            _spans = Spans(exporter);
            _metrics = Metrics(exporter);
        }

        return Task.CompletedTask;
    }

    /// <summary>Sends what is left, for a moment at most: the providers block, and a collector that is gone must not.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => _spans?.Shutdown(FlushTimeoutMilliseconds), CancellationToken.None),
        Task.Run(() => _metrics?.Shutdown(FlushTimeoutMilliseconds), CancellationToken.None));

    public void Dispose()
    {
        _spans?.Dispose();
        _metrics?.Dispose();
    }

    private static TracerProvider Spans(TelemetryExporter exporter) => Sdk.CreateTracerProviderBuilder()
        .SetResourceBuilder(ResourceOf(exporter))
        .SetSampler(new TraceIdRatioBasedSampler(exporter.SamplingRatio))
        .AddSource(TracetestInstrumentation.Name)
        .AddOtlpExporter(options =>
        {
            Configure(options, exporter);
            options.BatchExportProcessorOptions = new BatchExportActivityProcessorOptions
            {
                ScheduledDelayMilliseconds = BatchDelayMilliseconds,
                ExporterTimeoutMilliseconds = ExportTimeoutMilliseconds,
            };
        })
        .Build();

    private static MeterProvider Metrics(TelemetryExporter exporter) => Sdk.CreateMeterProviderBuilder()
        .SetResourceBuilder(ResourceOf(exporter))
        .AddMeter(TracetestInstrumentation.Name)
        .AddOtlpExporter((options, reader) =>
        {
            Configure(options, exporter);
            reader.PeriodicExportingMetricReaderOptions = new PeriodicExportingMetricReaderOptions
            {
                ExportIntervalMilliseconds = (int)exporter.MetricsInterval.TotalMilliseconds,
                ExportTimeoutMilliseconds = ExportTimeoutMilliseconds,
            };
        })
        .Build();

    private static void Configure(OtlpExporterOptions options, TelemetryExporter exporter)
    {
        options.Endpoint = exporter.Endpoint;
        options.Protocol = OtlpExportProtocol.Grpc;
        options.TimeoutMilliseconds = ExportTimeoutMilliseconds;
    }

    private static ResourceBuilder ResourceOf(TelemetryExporter exporter) => ResourceBuilder.CreateEmpty()
        .AddAttributes(TelemetryResource.Of(exporter).Select(pair => KeyValuePair.Create<string, object>(pair.Key, pair.Value)));
}
