using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Tracetest.Domain.Readiness;

namespace Tracetest.Infrastructure.Persistence;

/// <summary>Brings the database to this version's schema; servers that start at once take turns.</summary>
internal sealed class DatabaseMigrator(
    NpgsqlDataSource source,
    IDbContextFactory<TracetestDatabase> databases,
    IOptions<PostgresOptions> options,
    TimeProvider time,
    ILogger<DatabaseMigrator> logger)
{
    /// <summary>Any number will do, as long as all versions of this product use the same.</summary>
    private const long LockKey = 0x7472_6163_6574_6573;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <exception cref="DatabaseStartException">The database was not reachable in time, or said no.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        await LockAsync(connection, cancellationToken);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Database.MigrateAsync(cancellationToken);
        await UnlockAsync(connection, cancellationToken);
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await source.OpenConnectionAsync(cancellationToken);
            }
            catch (NpgsqlException e) when (MayPass(e) && time.GetElapsedTime(since) < options.Value.StartTimeout)
            {
                logger.LogWarning("The database at {Place} is not reachable yet: {Reason} The next try is in {Interval}.", Place, e.Message, Interval);
            }
            catch (NpgsqlException e)
            {
                throw new DatabaseStartException($"The database at {Place} cannot be used: {e.Message}", e);
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    private string Place => options.Value.IsEmbedded ? "the private socket" : $"{options.Value.Host}:{options.Value.Port}";

    /// <summary>A wrong password or a missing database stays wrong, but a server that is just starting says so, too.</summary>
    private static bool MayPass(NpgsqlException e) =>
        e is not PostgresException refusal || refusal.SqlState is PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections;

    private static async Task LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select pg_advisory_lock($1)", connection) { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter { Value = LockKey });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Only for the pool's sake; on any failure the end of the connection does the same.</summary>
    private static async Task UnlockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select pg_advisory_unlock($1)", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = LockKey });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
