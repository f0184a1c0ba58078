using System.Collections.Immutable;
using System.Globalization;
using Tracetest.Domain.Polling;

namespace Tracetest.Infrastructure.Telemetry;

/// <summary>A configured exporter, read and found right.</summary>
/// <param name="ServiceName">The resource's <c>service.name</c>.</param>
/// <param name="SamplingRatio">0 to 1.</param>
/// <param name="MetricsInterval">Time between two exports of metrics.</param>
/// <param name="Endpoint">The OTLP/gRPC receiver, without a path.</param>
public sealed record TelemetryExporter(string ServiceName, double SamplingRatio, TimeSpan MetricsInterval, Uri Endpoint)
{
    private const int OtlpGrpcPort = 4317;
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(1);

    /// <summary>Reads one exporter, or tells every fault of it.</summary>
    public static (TelemetryExporter? Exporter, ImmutableArray<string> Faults) Read(string name, TelemetryExporterOptions options)
    {
        var key = $"{TelemetryOptions.Section}:exporters:{name}";
        var endpoint = EndpointOf(options.Exporter.Collector.Endpoint);
        var interval = IntervalOf(options.MetricsReaderInterval);
        ImmutableArray<string> faults =
        [
            .. Unless(options.Exporter.Type == TelemetryTargetOptions.CollectorType,
                $"{key}:exporter:type is `{options.Exporter.Type}`; only `{TelemetryTargetOptions.CollectorType}` is known."),
            .. Unless(endpoint is not null, $"{key}:exporter:collector:endpoint is no `host:port`."),
            .. Unless(options.Sampling is null or (>= 0 and <= 100), $"{key}:sampling must be from 0 to 100."),
            .. Unless(interval is not null, $"{key}:metricsReaderInterval must be a time from 100ms to 24h, e.g. `10s`."),
        ];
        return faults.IsEmpty
            ? (new TelemetryExporter(options.ServiceName, (options.Sampling ?? 0) / 100, interval!.Value, endpoint!), faults)
            : (null, faults);
    }

    private static ImmutableArray<string> Unless(bool isRight, string fault) => isRight ? [] : [fault];

    private static Uri? EndpointOf(string text)
    {
        var hasScheme = text.Contains("://", StringComparison.Ordinal);
        if (!Uri.TryCreate(hasScheme ? text : "http://" + text, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.Host.Length == 0)
        {
            return null;
        }

        return new UriBuilder(uri.Scheme, uri.Host, uri.IsDefaultPort ? OtlpGrpcPort : uri.Port).Uri;
    }

    /// <summary>As Go writes it; or as .NET does, which is how the configuration hands a checked duration on.</summary>
    private static TimeSpan? IntervalOf(string text) =>
        (GoDuration.TryParse(text.Trim(), out var interval)
            || (text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out interval)))
        && interval >= ShortestInterval && interval <= LongestInterval
            ? interval
            : null;
}
