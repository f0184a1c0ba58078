using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Tracetest.Domain.Triggers;

namespace Tracetest.Infrastructure.Triggers;

/// <summary>Registers what fires triggers.</summary>
public static class TriggerServices
{
    /// <summary>Adds <see cref="ITriggerer"/> and its options.</summary>
    public static IServiceCollection AddTriggers(this IServiceCollection services)
    {
        services.AddOptions<HttpTriggerOptions>().BindConfiguration(HttpTriggerOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<HttpTriggerOptions>, ValidateHttpTriggerOptions>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => TriggerSurroundings.Detect());
        services.TryAddSingleton<ITriggerer, HttpTriggerer>();
        return services;
    }
}
