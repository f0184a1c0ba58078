using Npgsql;
using Tracetest.Infrastructure.EmbeddedPostgres;

namespace Tracetest.TestSupport;

/// <summary>Databases for tests, on one private cluster per test process.</summary>
/// <remarks>
/// The first fixture starts the cluster in a temporary folder, all share it, and the end of the process removes it.
/// It does not sync to disk. Usable as an xunit class, collection or assembly fixture, or by hand; a database starts what it needs.
/// </remarks>
public sealed class PostgresFixture : IAsyncDisposable
{
    private static int _databases;

    private readonly List<string> _created = [];
    private EmbeddedCluster? _cluster;

    /// <summary>Starts the shared cluster unless it runs.</summary>
    /// <exception cref="InvalidOperationException">It does not start; the message says why.</exception>
    public async Task StartAsync(CancellationToken cancellationToken) =>
        _cluster = await SharedCluster.GetAsync(cancellationToken);

    /// <summary>Creates an empty database of its own and returns the connection string that leads to it.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        var cluster = _cluster ??= await SharedCluster.GetAsync(cancellationToken);
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync(cluster, $"create database {name}", cancellationToken);
        lock (_created)
        {
            _created.Add(name);
        }

        return cluster.ConnectionStringFor(name);
    }

    /// <summary>Drops the databases of this fixture, whoever is still connected.</summary>
    public async ValueTask DisposeAsync()
    {
        string[] names;
        lock (_created)
        {
            names = [.. _created];
            _created.Clear();
        }

        foreach (var name in names)
        {
            await ExecuteAsync(_cluster!, $"drop database if exists {name} with (force)", CancellationToken.None);
        }
    }

    private static async Task ExecuteAsync(EmbeddedCluster cluster, string statement, CancellationToken cancellationToken)
    {
        var connectionString = new NpgsqlConnectionStringBuilder(cluster.ConnectionStringFor("postgres")) { Pooling = false };
        await using var connection = new NpgsqlConnection(connectionString.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
