using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tracetest.Infrastructure.Persistence;
using Tracetest.TestSupport;

namespace Tracetest.Infrastructure.Tests.Persistence;

/// <summary>A migrated database of its own on the test process's cluster.</summary>
public sealed class DatabaseFixture : IAsyncLifetime, IDbContextFactory<TracetestDatabase>
{
    private readonly PostgresFixture _postgres = new();

    public NpgsqlDataSource DataSource { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        DataSource = NpgsqlDataSource.Create(await _postgres.CreateDatabaseAsync(CancellationToken.None));
        await using var database = CreateDbContext();
        await database.Database.MigrateAsync();
    }

    public TracetestDatabase CreateDbContext() =>
        new(new DbContextOptionsBuilder<TracetestDatabase>().UseNpgsql(DataSource).Options);

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        await _postgres.DisposeAsync();
    }
}
