using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Tracetest.Domain.Triggers;

namespace Tracetest.Infrastructure.Telemetry;

/// <summary>Registers what tells of this server itself.</summary>
public static class TelemetryServices
{
    /// <summary>
    /// Adds the export of this server's own spans and metrics, and <see cref="ITriggerSpanExporter"/>. To be added before
    /// other hosted services: they stop in reverse order, and what they leave behind then still goes out.
    /// </summary>
    public static IServiceCollection AddTracetestTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TelemetryOptions>().Bind(configuration.GetSection(TelemetryOptions.Section));
        services.AddOptions<ServerTelemetryOptions>().Bind(configuration.GetSection(ServerTelemetryOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ServerTelemetryOptions>, ValidateServerTelemetryOptions>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TelemetryExporters>();
        services.AddHostedService<OwnTelemetryWorker>();
        services.TryAddSingleton<TriggerSpanWorker>();
        services.TryAddSingleton<ITriggerSpanExporter>(provider => provider.GetRequiredService<TriggerSpanWorker>());
        services.AddHostedService(provider => provider.GetRequiredService<TriggerSpanWorker>());
        return services;
    }
}
