using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;
using Tracetest.Domain.Polling;
using Tracetest.Infrastructure.Configuration;
using Tracetest.Infrastructure.Persistence;
using Tracetest.Infrastructure.Polling;
using Tracetest.Infrastructure.Provisioning;
using Tracetest.TestSupport;

namespace Tracetest.Infrastructure.Tests.Provisioning;

public sealed class ResourceProvisionerTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private readonly Lines _log = new();
    private NpgsqlDataSource _source = null!;
    private Databases _databases = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _source = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync(Cancel));
        _databases = new Databases(new DbContextOptionsBuilder<TracetestDatabase>().UseNpgsql(_source).Options);
        await using var database = _databases.CreateDbContext();
        await database.Database.EnsureCreatedAsync(Cancel);
    }

    public async ValueTask DisposeAsync() => await _source.DisposeAsync();

    [Fact]
    public async Task CurrentAsync_NothingStored_IsTheDefault() =>
        Assert.Equal(PollingProfile.Default, await new StoredPollingProfiles(_source).CurrentAsync(Cancel));

    [Fact]
    public async Task PrepareAsync_PollingProfile_IsInForce()
    {
        await Provisioner(Polling("2s", "3m", 4)).PrepareAsync(Cancel);

        var expected = new PollingProfile { Name = "patient", RetryDelay = TimeSpan.FromSeconds(2), Timeout = TimeSpan.FromMinutes(3), SelectorMatchRetries = 4 };
        Assert.Equal(expected, await new StoredPollingProfiles(_source).CurrentAsync(Cancel));
    }

    [Fact]
    public async Task PrepareAsync_SecondStart_ChangesNothing()
    {
        await Provisioner(Polling("2s", "3m", 4)).PrepareAsync(Cancel);
        await Provisioner(Polling("9s", "9m", 9)).PrepareAsync(Cancel);

        Assert.Equal(TimeSpan.FromSeconds(2), (await new StoredPollingProfiles(_source).CurrentAsync(Cancel)).RetryDelay);
    }

    [Fact]
    public async Task PrepareAsync_FirstStartWithoutEntries_CountsAsFirst()
    {
        await Provisioner().PrepareAsync(Cancel);
        await Provisioner(Polling("9s", "9m", 9)).PrepareAsync(Cancel);

        Assert.Equal(PollingProfile.Default, await new StoredPollingProfiles(_source).CurrentAsync(Cancel));
    }

    [Fact]
    public async Task PrepareAsync_SingletonTwice_TheLaterWins()
    {
        await Provisioner(Polling("2s", "3m", 4), Polling("7s", "3m", 4)).PrepareAsync(Cancel);

        Assert.Equal(TimeSpan.FromSeconds(7), (await new StoredPollingProfiles(_source).CurrentAsync(Cancel)).RetryDelay);
    }

    [Fact]
    public async Task PrepareAsync_TwoServersAtOnce_ProvisionOnce()
    {
        await Task.WhenAll(Enumerable.Range(1, 4).Select(i => Provisioner(Entry("Demo", $$"""{"id":"demo-{{i}}"}""")).PrepareAsync(Cancel)));

        await using var database = _databases.CreateDbContext();
        Assert.Single(await database.Set<StoredResource>().ToListAsync(Cancel));
    }

    [Fact]
    public async Task PrepareAsync_SeveralDemos_AreStoredById()
    {
        await Provisioner(Entry("Demo", """{"id":"a","name":"x"}"""), Entry("Demo", """{"name":"b"}""")).PrepareAsync(Cancel);

        await using var database = _databases.CreateDbContext();
        Assert.Equal(["a", "b"], await database.Set<StoredResource>().OrderBy(resource => resource.Id).Select(resource => resource.Id).ToListAsync(Cancel));
    }

    [Theory]
    [InlineData("Test")]
    [InlineData("TestSuite")]
    [InlineData("VariableSet")]
    public async Task PrepareAsync_KindThatIsNotSupportedYet_IsReported(string kind)
    {
        await Provisioner(Entry(kind, "{}")).PrepareAsync(Cancel);

        Assert.Contains(_log.Written, line => line.Contains($"p.yaml:1: provisioning a {kind} is not supported yet", StringComparison.Ordinal));
    }

    private static ProvisioningEntry Polling(string delay, string timeout, int retries) => Entry("PollingProfile",
        $$"""{"name":"patient","periodic":{"retryDelay":"{{delay}}","timeout":"{{timeout}}","selectorMatchRetries": {{retries}} } }""");

    private static ProvisioningEntry Entry(string kind, string spec) => new(kind, JsonNode.Parse(spec)!.AsObject(), "p.yaml:1");

    private ResourceProvisioner Provisioner(params ProvisioningEntry[] entries) =>
        new(new ConfigurationReport(null, [], [.. entries]), _databases, TimeProvider.System, _log);

    private sealed class Databases(DbContextOptions<TracetestDatabase> options) : IDbContextFactory<TracetestDatabase>
    {
        public TracetestDatabase CreateDbContext() => new(options);
    }

    private sealed class Lines : ILogger<ResourceProvisioner>
    {
        public ConcurrentQueue<string> Written { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Enqueue(formatter(state, exception));
    }
}
