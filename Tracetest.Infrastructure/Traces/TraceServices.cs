using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Tracetest.Domain.Traces;
using Tracetest.Infrastructure.Otlp;

namespace Tracetest.Infrastructure.Traces;

public static class TraceServices
{
    /// <summary>Adds <see cref="ITraceRepository"/>, <see cref="SpanArrivals"/> and the worker that stores received spans.</summary>
    /// <remarks>Needs an <see cref="Npgsql.NpgsqlDataSource"/>, whose database has the product's tables.</remarks>
    public static IServiceCollection AddTraceStorage(this IServiceCollection services)
    {
        services.AddOptions<SpanStorageOptions>().BindConfiguration(SpanStorageOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<SpanStorageOptions>, SpanStorageOptions.Validator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SpanArrivals>();
        services.TryAddSingleton<ITraceRepository, TraceRepository>();
        services.TryAddSingleton<SpanWriteWorker>();
        services.TryAddSingleton<ISpanWriter>(provider => provider.GetRequiredService<SpanWriteWorker>());
        services.AddHostedService(provider => provider.GetRequiredService<SpanWriteWorker>());
        return services;
    }
}
