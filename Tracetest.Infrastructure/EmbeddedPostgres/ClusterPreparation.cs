using System.ComponentModel;

namespace Tracetest.Infrastructure.EmbeddedPostgres;

/// <summary>Everything between a configured folder and data that a server may be started on.</summary>
internal sealed class ClusterPreparation(
    ClusterFolder folder, ServerUser? user, IReadOnlyList<PostgresBinaries> installed, EmbeddedPostgresOptions options, TimeProvider time)
{
    /// <summary>How a preparation came out.</summary>
    public abstract record Outcome
    {
        private Outcome() { }

        /// <summary>The caller owns the lock and drops it after the server has stopped.</summary>
        public sealed record Prepared(ClusterLock Lock, PostgresCommand Command, bool Created) : Outcome;

        public sealed record Refused(string Reason) : Outcome;
    }

    /// <exception cref="IOException">The folder cannot be used; <see cref="UnauthorizedAccessException"/> likewise.</exception>
    public async Task<Outcome> RunAsync(CancellationToken cancellationToken)
    {
        if (FindObstacle() is { } obstacle)
        {
            return new Outcome.Refused(obstacle);
        }

        folder.Create(user);
        if (ClusterLock.TryTake(folder.LockFile) is not { } taken)
        {
            return new Outcome.Refused($"Another Tracetest server is using the database in {folder.Root}. Stop it first, " +
                "or set `postgres.embedded.dataDirectory` to another folder.");
        }

        Outcome? outcome = null;
        try
        {
            return outcome = await PrepareLockedAsync(taken, cancellationToken);
        }
        finally
        {
            if (outcome is not Outcome.Prepared)
            {
                taken.Dispose();
            }
        }
    }

    private string? FindObstacle() => installed.Count == 0
        ? PostgresBinaries.NoneFound
        : PostgresCommand.FindObstacle(user) ?? ServerSettings.FindFaults(options).FirstOrDefault() ?? folder.FindObstacle();

    private async Task<Outcome> PrepareLockedAsync(ClusterLock taken, CancellationToken cancellationToken)
    {
        folder.Claim();
        folder.RemoveUnfinished();
        if (!await new LeftoverServer(folder, time).StopAsync(options.StopTimeout, cancellationToken))
        {
            return new Outcome.Refused($"A PostgreSQL server that an earlier run left behind on {folder.Data} does not stop.");
        }

        return folder.HasCluster ? await OpenAsync(taken, cancellationToken) : await CreateAsync(taken, cancellationToken);
    }

    private async Task<Outcome> OpenAsync(ClusterLock taken, CancellationToken cancellationToken)
    {
        var wanted = folder.ReadVersion();
        var found = new List<string>();
        foreach (var binaries in installed)
        {
            var command = new PostgresCommand(binaries, user);
            var major = await ReadMajorVersionAsync(command, cancellationToken);
            if (major == wanted)
            {
                return new Outcome.Prepared(taken, command, Created: false);
            }

            found.Add($"{major} ({binaries.Folder})");
        }

        return new Outcome.Refused($"The database in {folder.Root} was created by PostgreSQL {wanted}; installed here: {string.Join(", ", found)}. " +
            $"Install PostgreSQL {wanted}, or move the data with pg_dump, or set `postgres.embedded.dataDirectory` to an empty folder.");
    }

    private async Task<Outcome> CreateAsync(ClusterLock taken, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder.Data))
        {
            return new Outcome.Refused($"{folder.Data} exists but is no PostgreSQL cluster (PG_VERSION is missing). " +
                "Restore it from a backup, or remove the folder to start afresh.");
        }

        var command = new PostgresCommand(installed[0], user);
        var unfinished = folder.NewUnfinished();
        var (exitCode, output) = await RunToEndAsync(command.InitDb(unfinished, EmbeddedCluster.UserName, durable: !IsFast), cancellationToken);
        if (exitCode != 0)
        {
            return new Outcome.Refused($"The database could not be created in {folder.Root}{RunningAs}: {output}");
        }

        folder.Finish(unfinished);
        return new Outcome.Prepared(taken, command, Created: true);
    }

    private bool IsFast => options.Settings.GetValueOrDefault("fsync") == "off";

    private string RunningAs => user is null ? "" : $" as the user {user.Name}, whom every folder above must let pass";

    private async Task<string> ReadMajorVersionAsync(PostgresCommand command, CancellationToken cancellationToken)
    {
        // "postgres (PostgreSQL) 15.18 (Debian 15.18-1)"
        var (_, output) = await RunToEndAsync(command.Version(), cancellationToken);
        var version = output.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(word => char.IsAsciiDigit(word[0])) ?? "unknown";
        return new string(version.TakeWhile(char.IsLetterOrDigit).ToArray());
    }

    /// <summary>A program that hangs is bound by the same time as a start.</summary>
    private async Task<(int ExitCode, string Output)> RunToEndAsync(System.Diagnostics.ProcessStartInfo start, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.StartTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var child = await ChildProcess.StartAsync(start, _ => { });
            return await child.WaitForEndAsync(either.Token);
        }
        catch (Win32Exception e)
        {
            return (-1, e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (-1, $"{start.FileName} did not finish within {options.StartTimeout}.");
        }
    }
}
