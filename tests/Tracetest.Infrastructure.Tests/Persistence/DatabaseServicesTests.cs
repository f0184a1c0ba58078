using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Tracetest.Domain.Readiness;
using Tracetest.Infrastructure.Persistence;
using Tracetest.TestSupport;

namespace Tracetest.Infrastructure.Tests.Persistence;

public sealed class DatabaseServicesTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_ExternalDatabase_IsReady()
    {
        using var host = Host(Settings(await postgres.CreateDatabaseAsync(Cancel)));
        var status = host.Services.GetRequiredService<IDatabaseStatus>();
        Assert.IsType<DatabaseStatus.Starting>(await status.CheckAsync(Cancel));

        await host.StartAsync(Cancel);

        Assert.IsType<DatabaseStatus.Ready>(await status.CheckAsync(Cancel));
        await host.StopAsync(Cancel);
    }

    [Fact]
    public async Task Start_TwoServersAtOnce_BothAreReady()
    {
        var settings = Settings(await postgres.CreateDatabaseAsync(Cancel));
        using var one = Host(settings);
        using var two = Host(settings);

        await Task.WhenAll(one.StartAsync(Cancel), two.StartAsync(Cancel));

        Assert.IsType<DatabaseStatus.Ready>(await one.Services.GetRequiredService<IDatabaseStatus>().CheckAsync(Cancel));
        Assert.IsType<DatabaseStatus.Ready>(await two.Services.GetRequiredService<IDatabaseStatus>().CheckAsync(Cancel));
    }

    [Fact]
    public async Task Start_NoHost_RunsADatabaseOfItsOwnUntilStopped()
    {
        var folder = TestFolder.Create("database");
        var log = new LogLines();
        using var host = Host(new() { ["postgres:embedded:dataDirectory"] = Path.Combine(folder, "pg"), ["postgres:embedded:settings:fsync"] = "off" }, log);

        await host.StartAsync(Cancel);
        var status = host.Services.GetRequiredService<IDatabaseStatus>();
        await using (var database = await host.Services.GetRequiredService<IDbContextFactory<TracetestDatabase>>().CreateDbContextAsync(Cancel))
        {
            Assert.True(await database.Database.CanConnectAsync(Cancel));
        }

        await host.StopAsync(Cancel);
        Assert.DoesNotContain(log.Lines, line => line.Contains("Exception", StringComparison.Ordinal));
        Assert.IsType<DatabaseStatus.Unreachable>(await status.CheckAsync(Cancel));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Start_DatabaseNeverComes_SaysSoAndNamesThePlaceButNotThePassword()
    {
        var log = new LogLines();
        using var host = Host(new() { ["postgres:host"] = "127.0.0.1", ["postgres:port"] = "1", ["postgres:password"] = "canary", ["postgres:startTimeout"] = "00:00:00.5" }, log);

        var failure = await Assert.ThrowsAsync<DatabaseStartException>(() => host.StartAsync(Cancel));

        Assert.Contains("127.0.0.1:1", failure.Message, StringComparison.Ordinal);
        Assert.Contains(log.Lines, line => line.Contains("127.0.0.1:1 is not reachable yet", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("canary", StringComparison.Ordinal));
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Settings(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        return new()
        {
            ["postgres:host"] = connection.Host,
            ["postgres:port"] = "5432",
            ["postgres:user"] = connection.Username,
            ["postgres:dbname"] = connection.Database,
        };
    }

    private static IHost Host(Dictionary<string, string?> settings, LogLines? log = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.SetMinimumLevel(LogLevel.Trace);
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        builder.Services.AddDatabase();
        return builder.Build();
    }

    private sealed class LogLines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
