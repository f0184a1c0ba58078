using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Tracetest.Domain.TestRuns;
using Tracetest.TestSupport;
using Tracetest.Web.Components;

namespace Tracetest.Benchmarks;

/// <summary>The whole server as it is shipped, in this process, on a database of its own that syncs to disk.</summary>
/// <remarks>It is started through its own entry point; that it is in this process lets a benchmark see the moment after a commit.</remarks>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly IHost _host;
    private readonly Task<int> _ended;

    private BenchServer(string folder, IHost host, Task<int> ended) => (_folder, _host, _ended) = (folder, host, ended);

    public IServiceProvider Services => _host.Services;

    public NpgsqlDataSource Database => Services.GetRequiredService<NpgsqlDataSource>();

    public RunFeed Feed => Services.GetRequiredService<RunFeed>();

    /// <summary>Where the API is.</summary>
    public Uri Api => Address(0);

    /// <summary>Where spans go by OTLP over HTTP.</summary>
    public Uri Otlp => new(Address(2), "v1/traces");

    public static async Task<BenchServer> StartAsync(CancellationToken cancellationToken)
    {
        var folder = TestFolder.Create("bench");
        using var built = new HostBuilt();
        var ended = Task.Factory.StartNew(
            () => Run(folder), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAny(built.Host, ended);
        if (ended.IsCompleted)
        {
            throw new InvalidOperationException($"The server ended with code {await ended}.");
        }

        var host = await built.Host;
        var started = new TaskCompletionSource();
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(started.SetResult);
        await Task.WhenAny(started.Task, ended);
        return new BenchServer(folder, host, ended);
    }

    /// <summary>Runs one statement without an answer.</summary>
    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Reads one value.</summary>
    public async Task<T> ReadAsync<T>(string sql, CancellationToken cancellationToken)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Puts a polling profile in force; its retry delay bounds the quiet period.</summary>
    public Task UseRetryDelayAsync(string retryDelay, CancellationToken cancellationToken) => ExecuteAsync(
        $$$"""
        insert into resources (kind, id, spec, created_at)
        values ('PollingProfile', 'current',
          '{"name": "bench", "periodic": {"retryDelay": "{{{retryDelay}}}", "timeout": "2m", "selectorMatchRetries": 3}}', now())
        on conflict (kind, id) do update set spec = excluded.spec
        """,
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await _ended;
        Directory.Delete(_folder, recursive: true);
    }

    private static int Run(string folder) => (int)typeof(App).Assembly.EntryPoint!.Invoke(null, [Arguments(folder)])!;

    private static string[] Arguments(string folder) =>
    [
        "--applicationName", "Tracetest.Web",
        "--server.httpPort", "0",
        "--otlpServer.grpcPort", "0",
        "--otlpServer.httpPort", "0",
        "--postgres.embedded.dataDirectory", Path.Combine(folder, "cluster"),
        "--postgres.embedded.settings", "shared_preload_libraries=pg_stat_statements",
    ];

    private Uri Address(int index)
    {
        var addresses = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var ports = addresses.Select(address => new Uri(address.Replace("[::]", "localhost", StringComparison.Ordinal)).Port).Distinct().ToArray();
        return new Uri($"http://127.0.0.1:{ports[index]}/");
    }

    /// <summary>Waits for the host that the server's entry point builds, which announces it.</summary>
    private sealed class HostBuilt : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly TaskCompletionSource<IHost> _host = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<IDisposable> _subscriptions = [];

        public HostBuilt() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

        public Task<IHost> Host => _host.Task;

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting")
            {
                _subscriptions.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value is { Key: "HostBuilt", Value: IHost host })
            {
                _host.TrySetResult(host);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());
    }
}
