using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tracetest.Infrastructure.Configuration;
using Tracetest.Infrastructure.Otlp;
using Tracetest.Infrastructure.Persistence;
using Tracetest.Infrastructure.Polling;
using Tracetest.Infrastructure.Provisioning;
using Tracetest.Infrastructure.Telemetry;
using Tracetest.Infrastructure.TestRuns;
using Tracetest.Infrastructure.Tests;
using Tracetest.Infrastructure.Traces;
using Tracetest.Infrastructure.Triggers;

namespace Tracetest.Infrastructure;

/// <summary>Everything the domain's ports are met by.</summary>
public static class InfrastructureServices
{
    /// <remarks>Hosted services start in this order and stop in the reverse one: telemetry outlives what it tells of.</remarks>
    public static IServiceCollection AddTracetestInfrastructure(this IServiceCollection services, IConfiguration configuration, ConfigurationReport report) =>
        services
            .AddTracetestTelemetry(configuration)
            .AddDatabase()
            .AddProvisioning(report)
            .AddStoredPollingProfiles()
            .AddTraceStorage()
            .AddOtlpReceiver()
            .AddTriggers()
            .AddTests()
            .AddTestRuns();
}
