using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Tracetest.Domain.Otlp;
using Tracetest.Domain.Traces;
using Tracetest.Infrastructure.Otlp;
using Tracetest.Infrastructure.Persistence;
using Tracetest.Infrastructure.Traces;

namespace Tracetest.TestSupport.Otlp;

/// <summary>The receiver and its storage, running on a database of the caller's.</summary>
public sealed class OtlpReceiverHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private OtlpReceiverHost(ServiceProvider services) => _services = services;

    public IServiceProvider Services => _services;

    public IOtlpTraceReceiver Receiver => _services.GetRequiredService<IOtlpTraceReceiver>();

    public ITraceRepository Traces => _services.GetRequiredService<ITraceRepository>();

    public SpanArrivals Arrivals => _services.GetRequiredService<SpanArrivals>();

    public NpgsqlDataSource Database => _services.GetRequiredService<NpgsqlDataSource>();

    /// <summary>Creates the tables and starts.</summary>
    public static async Task<OtlpReceiverHost> StartAsync(
        string connectionString, CancellationToken cancellationToken, Action<IServiceCollection>? configure = null)
    {
        var host = Build(connectionString, configure);
        await CreateTablesAsync(connectionString, cancellationToken);
        foreach (var service in host._services.GetServices<IHostedService>())
        {
            await service.StartAsync(cancellationToken);
        }

        return host;
    }

    public static async Task CreateTablesAsync(string connectionString, CancellationToken cancellationToken)
    {
        var options = new DbContextOptionsBuilder<TracetestDatabase>().UseNpgsql(connectionString).Options;
        await using var database = new TracetestDatabase(options);
        await database.Database.EnsureCreatedAsync(cancellationToken);
    }

    /// <summary>Stops as the host would: what was accepted is stored.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StopAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    private static OtlpReceiverHost Build(string connectionString, Action<IServiceCollection>? configure)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddLogging();
        services.AddSingleton(_ => NpgsqlDataSource.Create(connectionString));
        services.AddOtlpReceiver();
        services.AddTraceStorage();
        configure?.Invoke(services);
        return new OtlpReceiverHost(services.BuildServiceProvider());
    }
}
