using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Tracetest.Infrastructure.TestRuns;

/// <summary>Shows other servers on the same database that this one is alive.</summary>
/// <remarks>
/// The sign of life is a session-level advisory lock on a random number, which PostgreSQL drops with the connection when the
/// process dies. Runs carry the number of the server they belong to; a number nobody holds is an orphan's.
/// </remarks>
internal sealed class ServerLease(NpgsqlDataSource dataSource, TimeProvider clock, ILogger<ServerLease> logger) : BackgroundService
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(5);

    private NpgsqlConnection? _connection;

    /// <summary>This server's number.</summary>
    public long Number { get; } = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    /// <summary>Takes the lock before anything else may store a run.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TakeAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await ReleaseAsync(cancellationToken);
        await DropAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(CheckInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RenewAsync(stoppingToken);
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_connection is null)
            {
                await TakeAsync(cancellationToken);
                return;
            }

            await using var probe = new NpgsqlCommand("select 1", _connection);
            await probe.ExecuteScalarAsync(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            logger.LogWarning("The lease on this server's runs was lost ({Reason}); taking it again.", exception.Message);
            await DropAsync();
        }
    }

    private async Task TakeAsync(CancellationToken cancellationToken)
    {
        _connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select pg_advisory_lock($1)", _connection) { Parameters = { new() { Value = Number } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A connection that goes back to the pool keeps its locks until it is used again, so they are given up first.</summary>
    private async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if (_connection is not { } connection)
        {
            return;
        }

        try
        {
            await using var command = new NpgsqlCommand("select pg_advisory_unlock_all()", connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            logger.LogDebug("The lease ended with its connection: {Reason}", exception.Message);
        }
    }

    private async Task DropAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await UnlockAsync(connection);
            await connection.DisposeAsync();
        }
    }

    /// <summary>A live connection goes back to the pool as it is, and must not take the lock along.</summary>
    private static async Task UnlockAsync(NpgsqlConnection connection)
    {
        try
        {
            await using var command = new NpgsqlCommand("select pg_advisory_unlock_all()", connection);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException)
        {
            // the connection is broken, and PostgreSQL has dropped the lock with it
        }
    }
}
