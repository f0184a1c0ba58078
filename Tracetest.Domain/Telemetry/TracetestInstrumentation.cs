using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;

namespace Tracetest.Domain.Telemetry;

/// <summary>The one source of this server's own spans and metrics. Thread-safe.</summary>
/// <remarks>Source: spec server 6.5. Without a listener nothing is made and nothing costs.</remarks>
public static class TracetestInstrumentation
{
    /// <summary>The name of the source and of the meter.</summary>
    public const string Name = "Tracetest";

    /// <summary>Duration of an API call in milliseconds, by <c>http.route</c>, <c>http.method</c>, <c>http.status_code</c>.</summary>
    public const string ApiLatencyName = "http.server.latency";

    /// <summary>This product's version, e.g. <c>0.1.0</c>.</summary>
    public static string Version { get; } =
        typeof(TracetestInstrumentation).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?
            .InformationalVersion.Split('+')[0] ?? "";

    /// <summary>Starts every span of this product.</summary>
    public static ActivitySource Source { get; } = new(Name, Version);

    /// <summary>Makes every metric of this product.</summary>
    public static Meter Meter { get; } = new(Name, Version);

    /// <summary>See <see cref="ApiLatencyName"/>.</summary>
    public static Histogram<double> ApiLatency { get; } =
        Meter.CreateHistogram<double>(ApiLatencyName, "ms", "Duration of API calls.");
}
