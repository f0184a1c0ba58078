using Npgsql;
using Tracetest.TestSupport;

namespace Tracetest.Infrastructure.Tests.EmbeddedPostgres;

public sealed class PostgresFixtureTests
{
    [Fact]
    public async Task CreateDatabaseAsync_CalledTwice_GivesTwoEmptyDatabases()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var fixture = new PostgresFixture();
        var first = await fixture.CreateDatabaseAsync(cancellationToken);
        var second = await fixture.CreateDatabaseAsync(cancellationToken);

        await ExecuteAsync(first, "create table only_here (id int)", cancellationToken);

        Assert.Equal(1L, await ExecuteAsync(first, "select count(*) from pg_tables where tablename = 'only_here'", cancellationToken));
        Assert.Equal(0L, await ExecuteAsync(second, "select count(*) from pg_tables where tablename = 'only_here'", cancellationToken));
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string statement, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(statement);
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
