using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Pokeshop.Hosting;

namespace Pokeshop.Telemetry;

/// <summary>The shop's own spans, and the export of everybody's.</summary>
public static class ShopTelemetry
{
    /// <summary>Source of the spans no library makes: messages and cache.</summary>
    public static readonly ActivitySource Source = new("Pokeshop");

    private const string DelayKey = "OTEL_BSP_SCHEDULE_DELAY";

    /// <summary>Short, because somebody waits for the trace. Milliseconds.</summary>
    private const int DefaultDelay = 150;

    /// <summary>Exports the spans of this process under its service's name.</summary>
    public static IServiceCollection AddShopTelemetry(this IServiceCollection services, ShopRole role) => services
        .AddSingleton(_ => Build(role))
        .AddHostedService<TelemetryWorker>();

    private static TracerProvider Build(ShopRole role) => Sdk.CreateTracerProviderBuilder()
        .SetResourceBuilder(ResourceBuilder.CreateDefault().AddService(role.ServiceName(), serviceVersion: "0.1.0"))
        .AddSource(Source.Name, "Microsoft.AspNetCore", "System.Net.Http", "Npgsql")
        .SetSampler(new ParentBasedSampler(new AlwaysOnSampler()))
        .AddOtlpExporter(exporter =>
        {
            if (Environment.GetEnvironmentVariable(DelayKey) is null)
            {
                exporter.BatchExportProcessorOptions.ScheduledDelayMilliseconds = DefaultDelay;
            }
        })
        .Build();

    /// <summary>Makes the provider when the host starts, and sends what it still holds when the host stops.</summary>
    private sealed class TelemetryWorker(TracerProvider provider) : IHostedService
    {
        private const int FlushLimit = 3000;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            provider.ForceFlush(FlushLimit);
            return Task.CompletedTask;
        }
    }
}
