using Microsoft.Extensions.DependencyInjection;
using Tracetest.Infrastructure.Configuration;
using Tracetest.Infrastructure.Persistence;

namespace Tracetest.Infrastructure.Provisioning;

/// <summary>Registers what stores the provided resources; it needs <c>AddDatabase</c>.</summary>
public static class ProvisioningServices
{
    public static IServiceCollection AddProvisioning(this IServiceCollection services, ConfigurationReport report)
    {
        services.AddSingleton(report);
        services.AddHostedService<ConfigurationReportLog>();
        services.AddSingleton<IDatabasePreparation, ResourceProvisioner>();
        return services;
    }
}
