namespace Tracetest.Infrastructure.Telemetry;

/// <summary>Where telemetry can be sent, each place under a name of its own.</summary>
public sealed class TelemetryOptions
{
    /// <summary>Where these options are found in the configuration.</summary>
    public const string Section = "telemetry";

    /// <summary>By name; upper and lower case are the same. Default: none.</summary>
    public Dictionary<string, TelemetryExporterOptions> Exporters { get; } = new(StringComparer.OrdinalIgnoreCase);
}

/// <summary>One place telemetry can be sent to.</summary>
public sealed class TelemetryExporterOptions
{
    /// <summary>The resource's <c>service.name</c>. Default: <c>tracetest</c>.</summary>
    public string ServiceName { get; set; } = "tracetest";

    /// <summary>How many of a hundred traces are sent, chosen by trace id; 0 to 100. Default: missing, which sends none.</summary>
    public double? Sampling { get; set; }

    /// <summary>Time between two exports of metrics, e.g. <c>10s</c> or <c>1m30s</c>; at least <c>100ms</c>. Default: 10 seconds.</summary>
    public string MetricsReaderInterval { get; set; } = "10s";

    /// <summary>What takes the telemetry.</summary>
    public TelemetryTargetOptions Exporter { get; set; } = new();
}

/// <summary>What takes telemetry.</summary>
public sealed class TelemetryTargetOptions
{
    /// <summary>The only type there is.</summary>
    public const string CollectorType = "collector";

    /// <summary>Its kind: <c>collector</c>, which is also the default.</summary>
    public string Type { get; set; } = CollectorType;

    /// <summary>The collector.</summary>
    public TelemetryCollectorOptions Collector { get; set; } = new();
}

/// <summary>An OpenTelemetry collector.</summary>
public sealed class TelemetryCollectorOptions
{
    /// <summary><c>host:port</c> of its OTLP/gRPC receiver, without TLS; or a URL. Port 4317 when there is none. Required.</summary>
    public string Endpoint { get; set; } = "";
}

/// <summary>Which of the exporters are used, and for what.</summary>
public sealed class ServerTelemetryOptions
{
    /// <summary>Where these options are found in the configuration.</summary>
    public const string Section = "server:telemetry";

    /// <summary>Name of the exporter for this server's own spans and metrics; empty for none. Default: none.</summary>
    public string Exporter { get; set; } = "";

    /// <summary>Name of the exporter for the trigger spans, which belong to the user's traces; empty for none. Default: none.</summary>
    public string ApplicationExporter { get; set; } = "";
}
