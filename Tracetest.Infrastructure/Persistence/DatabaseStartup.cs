using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Tracetest.Domain.Readiness;
using Tracetest.Infrastructure.EmbeddedPostgres;

namespace Tracetest.Infrastructure.Persistence;

/// <summary>Has the database ready before any other hosted service starts, and there until all of them have stopped.</summary>
internal sealed class DatabaseStartup(
    IServiceProvider services,
    DatabaseMigrator migrator,
    IEnumerable<IDatabasePreparation> preparations,
    DatabaseCheck status,
    IOptions<PostgresOptions> options,
    ILogger<DatabaseStartup> logger)
    : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (options.Value.IsEmbedded && await Cluster.StartAsync(cancellationToken) is ClusterStart.Refused refused)
        {
            throw new DatabaseStartException(refused.Reason);
        }

        await migrator.MigrateAsync(cancellationToken);
        foreach (var preparation in preparations)
        {
            await preparation.PrepareAsync(cancellationToken);
        }

        status.Prepared();
        if (options.Value.IsEmbedded)
        {
            logger.LogInformation("Database: {ConnectionString}", Cluster.ConnectionString);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Idle connections are closed first, so that none of them complains that its server has gone.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (options.Value.IsEmbedded)
        {
            services.GetRequiredService<NpgsqlDataSource>().Clear();
            await Cluster.StopAsync();
        }
    }

    private EmbeddedCluster Cluster => services.GetRequiredService<EmbeddedCluster>();
}
