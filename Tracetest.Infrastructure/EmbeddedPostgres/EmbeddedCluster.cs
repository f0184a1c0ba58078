using Microsoft.Extensions.Logging;

namespace Tracetest.Infrastructure.EmbeddedPostgres;

/// <summary>A private PostgreSQL cluster, run from installed binaries for as long as this object lives.</summary>
/// <remarks>
/// It owns its folder: a lock keeps a second server off, a mark tells it from clusters of others, which are never touched.
/// A server process that dies is started again. It is started once; the members may be called from any thread.
/// </remarks>
public sealed class EmbeddedCluster : IAsyncDisposable
{
    internal const string UserName = "tracetest";
    internal const string DatabaseName = "tracetest";

    private readonly ClusterFolder _folder;
    private readonly ServerUser? _user;
    private readonly IReadOnlyList<PostgresBinaries> _installed;
    private readonly EmbeddedPostgresOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _once = new(1, 1);

    private ClusterLock? _lock;
    private ClusterSupervisor? _supervisor;
    private Task _supervision = Task.CompletedTask;

    /// <summary>Decides where the cluster lives; nothing is created before the start. Environment variables are read by name.</summary>
    public EmbeddedCluster(EmbeddedPostgresOptions options, Func<string, string?> environment, TimeProvider time, ILogger logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
        _user = ServerUser.ForThisProcess();
        _installed = PostgresBinaries.Find(environment);
        _folder = ClusterLocation.Choose(options, environment, _user);
    }

    /// <summary>Leads to the database <c>tracetest</c>; known before the start. Holds no secret.</summary>
    public string ConnectionString => ConnectionStringFor(DatabaseName);

    /// <summary>The folder the cluster lives in.</summary>
    public string Folder => _folder.Root;

    /// <summary>Whether the server process answers, as far as is known.</summary>
    public bool IsRunning => _supervisor?.IsRunning ?? false;

    /// <summary>The server's process; <see langword="null"/> while there is none.</summary>
    public int? ProcessId => _supervisor?.ProcessId;

    /// <summary>Leads to another database of this cluster.</summary>
    public string ConnectionStringFor(string database) => ClusterConnection.To(_folder, database).ConnectionString;

    /// <summary>Creates the cluster where there is none, starts it, and keeps it running until <see cref="StopAsync"/>.</summary>
    public async Task<ClusterStart> StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            var preparation = new ClusterPreparation(_folder, _user, _installed, _options, _time);
            return await preparation.RunAsync(cancellationToken) switch
            {
                ClusterPreparation.Outcome.Prepared prepared => await StartServerAsync(prepared, cancellationToken),
                ClusterPreparation.Outcome.Refused refused => new ClusterStart.Refused(refused.Reason),
                var other => throw new InvalidOperationException($"Unknown outcome {other}."),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ClusterStart.Refused($"The folder {_folder.Root} cannot hold the database: {e.Message}");
        }
    }

    /// <summary>Stops the server cleanly and drops the lock. May be called more than once, and without a start.</summary>
    public async Task StopAsync()
    {
        await _once.WaitAsync(CancellationToken.None);
        try
        {
            await _stopping.CancelAsync();
            await _supervision;
            _lock?.Dispose();
            _lock = null;
        }
        finally
        {
            _once.Release();
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task<ClusterStart> StartServerAsync(ClusterPreparation.Outcome.Prepared prepared, CancellationToken cancellationToken)
    {
        var server = new ClusterServer(_folder, prepared.Command, _options, _time, _logger);
        ClusterServer.Outcome? outcome = null;
        try
        {
            outcome = await server.StartAsync(cancellationToken);
        }
        finally
        {
            if (outcome is not ClusterServer.Outcome.Answers)
            {
                prepared.Lock.Dispose();
            }
        }

        return outcome switch
        {
            ClusterServer.Outcome.Answers answers => Supervise(server, answers.Process, prepared),
            ClusterServer.Outcome.Failed failed => new ClusterStart.Refused(failed.Reason),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
        };
    }

    private ClusterStart.Ready Supervise(ClusterServer server, ChildProcess process, ClusterPreparation.Outcome.Prepared prepared)
    {
        _lock = prepared.Lock;
        _supervisor = new ClusterSupervisor(server, process, _time, _logger);
        _supervision = _supervisor.RunAsync(_stopping.Token);
        _logger.LogInformation("The embedded PostgreSQL in {Folder} is ready ({How}).", Folder, prepared.Created ? "created" : "existing");
        return new ClusterStart.Ready(prepared.Created);
    }
}
