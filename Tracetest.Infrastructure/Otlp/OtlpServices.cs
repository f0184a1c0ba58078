using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Tracetest.Domain.Otlp;

namespace Tracetest.Infrastructure.Otlp;

public static class OtlpServices
{
    /// <summary>Adds <see cref="IOtlpTraceReceiver"/>. Its spans go where trace storage, added apart, puts them.</summary>
    public static IServiceCollection AddOtlpReceiver(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddOptions<SpanLimits>().BindConfiguration(SpanLimits.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SpanLimits>, ValidateSpanLimits>());
        services.TryAddSingleton<OtlpMetrics>();
        services.TryAddSingleton<OtlpDecoder>();
        services.TryAddSingleton<IOtlpTraceReceiver, OtlpTraceReceiver>();
        return services;
    }
}
