using System.Collections.Immutable;
using Tracetest.Domain.Telemetry;
using Tracetest.Domain.Traces;

namespace Tracetest.Infrastructure.Telemetry;

/// <summary>What this server says of itself beside its telemetry.</summary>
internal static class TelemetryResource
{
    /// <summary>Source: spec server 6.4.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Of(TelemetryExporter exporter) =>
    [
        new(SemanticConventions.ServiceName, exporter.ServiceName),
        new("host.name", Environment.MachineName),
        new("service.version", TracetestInstrumentation.Version),
    ];
}
