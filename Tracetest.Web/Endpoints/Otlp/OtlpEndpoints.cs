using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Tracetest.Web.Endpoints.Otlp;

/// <summary>Registers the two skins and keeps each to its port.</summary>
public static class OtlpEndpoints
{
    /// <summary>Adds what the skins need; the receiver itself is added apart.</summary>
    public static IServiceCollection AddOtlpEndpoints(this IServiceCollection services)
    {
        services.AddOptions<OtlpServerOptions>().BindConfiguration(OtlpServerOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<OtlpServerOptions>, OtlpServerOptions.Validator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<BodyBudget>();
        services.TryAddSingleton<OtlpCors>();
        services.TryAddSingleton<OtlpHttpEndpoints>();
        services.TryAddSingleton<OtlpGrpcEndpoints>();
        return services;
    }

    /// <summary>Answers every request that came in on the HTTP port of OTLP. Call it before other middleware.</summary>
    public static IApplicationBuilder MapOtlpHttp(this IApplicationBuilder app) =>
        app.MapWhen(
            context => context.CameBy(OtlpListener.Http),
            branch => branch.Run(context => context.RequestServices.GetRequiredService<OtlpHttpEndpoints>().AnswerAsync(context)));

    /// <summary>Answers every request that came in on the gRPC port of OTLP. Call it before other middleware.</summary>
    public static IApplicationBuilder MapOtlpGrpc(this IApplicationBuilder app) =>
        app.MapWhen(
            context => context.CameBy(OtlpListener.Grpc),
            branch => branch.Run(context => context.RequestServices.GetRequiredService<OtlpGrpcEndpoints>().AnswerAsync(context)));
}
