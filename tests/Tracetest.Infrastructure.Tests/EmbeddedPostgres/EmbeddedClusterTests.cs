using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Tracetest.Infrastructure.EmbeddedPostgres;
using Tracetest.TestSupport;

namespace Tracetest.Infrastructure.Tests.EmbeddedPostgres;

public sealed class EmbeddedClusterTests : IAsyncDisposable
{
    private readonly string _folder = TestFolder.Create("cluster");
    private readonly List<EmbeddedCluster> _clusters = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Root => Path.Combine(_folder, "cluster");

    private string Data => Path.Combine(Root, "data");

    public async ValueTask DisposeAsync()
    {
        foreach (var cluster in _clusters)
        {
            await cluster.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task StartAsync_SecondTime_FindsWhatTheFirstStored()
    {
        var first = Cluster();
        Assert.Equal(new ClusterStart.Ready(Created: true), await first.StartAsync(Cancel));
        await ExecuteAsync(first, "create table kept (id int); insert into kept values (7)");
        await first.StopAsync();

        var second = Cluster();

        Assert.Equal(new ClusterStart.Ready(Created: false), await second.StartAsync(Cancel));
        Assert.Equal(7, await ExecuteAsync(second, "select id from kept"));
    }

    [Fact]
    public async Task StartAsync_WhileAnotherRuns_IsRefusedAndLeavesItAlone()
    {
        var first = await StartedAsync();

        var refused = Assert.IsType<ClusterStart.Refused>(await Cluster().StartAsync(Cancel));

        Assert.Contains("Another Tracetest server", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(1, await ExecuteAsync(first, "select 1"));
    }

    [Fact]
    public async Task StartAsync_FolderOfOthers_IsRefusedUntouched()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "PG_VERSION"), "15\n", Cancel);

        var refused = Assert.IsType<ClusterStart.Refused>(await Cluster().StartAsync(Cancel));

        Assert.Contains("did not create", refused.Reason, StringComparison.Ordinal);
        Assert.Equal([Data], Directory.GetFileSystemEntries(Root));
    }

    [Fact]
    public async Task StartAsync_CreationWasCutShort_StartsAfresh()
    {
        var first = await StartedAsync();
        await first.StopAsync();
        Directory.Move(Data, Path.Combine(Root, "unfinished-1"));

        Assert.Equal(new ClusterStart.Ready(Created: true), await Cluster().StartAsync(Cancel));
        Assert.Empty(Directory.GetDirectories(Root, "unfinished-*"));
    }

    [Fact]
    public async Task StartAsync_DataOfAnotherVersion_NamesBoth()
    {
        await (await StartedAsync()).StopAsync();
        await File.WriteAllTextAsync(Path.Combine(Data, "PG_VERSION"), "9\n", Cancel);

        var refused = Assert.IsType<ClusterStart.Refused>(await Cluster().StartAsync(Cancel));

        Assert.Contains("created by PostgreSQL 9; installed here: ", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_ProcessFileNamesAStranger_Starts()
    {
        await (await StartedAsync()).StopAsync();
        var stranger = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(Path.Combine(Data, "postmaster.pid"), $"{stranger}\n{Data}\n0\n5432\n\n\n\n", Cancel);

        Assert.Equal(new ClusterStart.Ready(Created: false), await Cluster().StartAsync(Cancel));
    }

    [Fact]
    public async Task StartAsync_ServerLeftBehind_StopsItAndTakesOver()
    {
        await (await StartedAsync()).StopAsync();
        using var leftBehind = await LeaveServerBehindAsync();

        Assert.Equal(new ClusterStart.Ready(Created: false), await Cluster().StartAsync(Cancel));
        Assert.True(leftBehind.WaitForExit(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task StartAsync_NoBinaries_NamesTheCures()
    {
        var cluster = Cluster(environment: name => name == "PG_BIN" ? "/nowhere" : null);

        var refused = Assert.IsType<ClusterStart.Refused>(await cluster.StartAsync(Cancel));

        Assert.Contains("postgresql", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("docker compose", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("postgres.host", refused.Reason, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Root));
    }

    [Fact]
    public async Task StartAsync_PathTooLongForASocket_PutsTheSocketElsewhere()
    {
        var cluster = Cluster(root: Path.Combine(_folder, new string('x', 120)));

        Assert.IsType<ClusterStart.Ready>(await cluster.StartAsync(Cancel));
        Assert.Equal(1, await ExecuteAsync(cluster, "select 1"));
    }

    [Fact]
    public async Task StartAsync_ExtraSetting_TakesEffect()
    {
        var cluster = Cluster(settings: ("shared_preload_libraries", "pg_stat_statements"));

        Assert.IsType<ClusterStart.Ready>(await cluster.StartAsync(Cancel));
        Assert.Equal("pg_stat_statements", await ExecuteAsync(cluster, "show shared_preload_libraries"));
    }

    [Theory]
    [InlineData("listen_addresses", "*", "")]
    [InlineData("unix_socket_permissions", "0777", "0700")]
    public async Task StartAsync_SettingThatWouldOpenTheDoor_IsOverruled(string name, string value, string expected)
    {
        var cluster = Cluster(settings: (name, value));

        Assert.IsType<ClusterStart.Ready>(await cluster.StartAsync(Cancel));
        Assert.Equal(expected, await ExecuteAsync(cluster, $"show {name}"));
    }

    [Fact]
    public async Task StartAsync_WrongSetting_IsRefusedWithTheServersWords()
    {
        var refused = Assert.IsType<ClusterStart.Refused>(await Cluster(settings: ("no_such_setting", "1")).StartAsync(Cancel));

        Assert.Contains("no_such_setting", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Supervision_ServerIsKilled_RunsAgain()
    {
        var cluster = await StartedAsync();
        await ExecuteAsync(cluster, "create table kept (id int); insert into kept values (7)");
        var killed = cluster.ProcessId!.Value;

        Process.GetProcessById(killed).Kill();

        await Eventually.IsTrueAsync(() => cluster.ProcessId is { } id && id != killed, Cancel);
        Assert.Equal(7, await Eventually.SucceedsAsync(() => ExecuteAsync(cluster, "select id from kept"), Cancel));
    }

    [Fact]
    public async Task StopAsync_Twice_LeavesNoProcess()
    {
        var cluster = await StartedAsync();
        var id = cluster.ProcessId!.Value;

        await cluster.StopAsync();
        await cluster.StopAsync();

        Assert.False(cluster.IsRunning);
        Assert.False(Directory.Exists($"/proc/{id}"));
    }

    private EmbeddedCluster Cluster(
        string? root = null, Func<string, string?>? environment = null, (string Name, string Value)? settings = null)
    {
        var options = new EmbeddedPostgresOptions { DataDirectory = root ?? Root };
        options.Settings["fsync"] = "off";
        if (settings is { } setting)
        {
            options.Settings[setting.Name] = setting.Value;
        }

        var cluster = new EmbeddedCluster(
            options, environment ?? Environment.GetEnvironmentVariable, TimeProvider.System, NullLogger.Instance);
        _clusters.Add(cluster);
        return cluster;
    }

    private async Task<EmbeddedCluster> StartedAsync()
    {
        var cluster = Cluster();
        Assert.IsType<ClusterStart.Ready>(await cluster.StartAsync(Cancel));
        return cluster;
    }

    /// <summary>As after a kill of the server on a system without parent-death signals.</summary>
    private async Task<Process> LeaveServerBehindAsync()
    {
        var folder = ClusterFolder.At(Root, "/tmp");
        var command = new PostgresCommand(PostgresBinaries.Find(Environment.GetEnvironmentVariable)[0], ServerUser.ForThisProcess());
        var start = command.Server(folder, ServerSettings.For(folder, new EmbeddedPostgresOptions()));
        start.ArgumentList.Remove("--pdeathsig=INT");
        var process = Process.Start(start)!;
        await Eventually.IsTrueAsync(() => File.Exists(folder.ProcessFile) && File.ReadAllText(folder.ProcessFile).Contains("ready", StringComparison.Ordinal), Cancel);
        return process;
    }

    private static async Task<object?> ExecuteAsync(EmbeddedCluster cluster, string statement)
    {
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString);
        await using var command = source.CreateCommand(statement);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
