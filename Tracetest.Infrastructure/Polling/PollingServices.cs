using Microsoft.Extensions.DependencyInjection;
using Tracetest.Domain.Polling;

namespace Tracetest.Infrastructure.Polling;

/// <summary>Registers where runs find their polling profile; it needs <c>AddDatabase</c>.</summary>
public static class PollingServices
{
    public static IServiceCollection AddStoredPollingProfiles(this IServiceCollection services) =>
        services.AddSingleton<IPollingProfiles, StoredPollingProfiles>().AddSingleton<IPollingProfileStore, PollingProfileStore>();
}
