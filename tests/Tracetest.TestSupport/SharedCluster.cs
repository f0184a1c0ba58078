using Microsoft.Extensions.Logging.Abstractions;
using Tracetest.Infrastructure.EmbeddedPostgres;

namespace Tracetest.TestSupport;

/// <summary>The one cluster of a test process: started by the first who asks, removed when the process ends.</summary>
internal static class SharedCluster
{
    private static readonly Lazy<Task<EmbeddedCluster>> Cluster = new(StartAsync);

    public static Task<EmbeddedCluster> GetAsync(CancellationToken cancellationToken) => Cluster.Value.WaitAsync(cancellationToken);

    private static async Task<EmbeddedCluster> StartAsync()
    {
        var folder = TestFolder.Create("pg");
        var cluster = new EmbeddedCluster(FastOptions(folder), Environment.GetEnvironmentVariable, TimeProvider.System, NullLogger.Instance);
        if (await cluster.StartAsync(CancellationToken.None) is ClusterStart.Refused refused)
        {
            throw new InvalidOperationException(refused.Reason);
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove(cluster, folder);
        return cluster;
    }

    private static EmbeddedPostgresOptions FastOptions(string folder)
    {
        var options = new EmbeddedPostgresOptions { DataDirectory = Path.Combine(folder, "cluster") };
        foreach (var name in new[] { "fsync", "synchronous_commit", "full_page_writes" })
        {
            options.Settings[name] = "off";
        }

        options.Settings["max_connections"] = "200";
        options.Settings["shared_preload_libraries"] = "pg_stat_statements";
        return options;
    }

    /// <summary>The process is ending and waits for nobody's task, so this one wait blocks.</summary>
    private static void Remove(EmbeddedCluster cluster, string folder)
    {
        if (cluster.StopAsync().Wait(TimeSpan.FromSeconds(15)))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
