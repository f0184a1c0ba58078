using System.ComponentModel;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Tracetest.Infrastructure.EmbeddedPostgres;

/// <summary>Starts and stops the server process on prepared data.</summary>
internal sealed class ClusterServer(
    ClusterFolder folder, PostgresCommand command, EmbeddedPostgresOptions options, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    /// <summary>How a start of the process came out.</summary>
    public abstract record Outcome
    {
        private Outcome() { }

        public sealed record Answers(ChildProcess Process) : Outcome;

        public sealed record Failed(string Reason) : Outcome;
    }

    /// <summary>Starts the process and waits until it answers and has our database.</summary>
    public async Task<Outcome> StartAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.StartTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await StartUntilSettledAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Outcome.Failed($"The database in {folder.Root} did not answer within {options.StartTimeout}.");
        }
        catch (Win32Exception e)
        {
            return new Outcome.Failed($"{command.Binaries.Postgres} cannot be executed: {e.Message}");
        }
    }

    /// <summary>Asks for a clean stop, then insists.</summary>
    public async Task StopAsync(ChildProcess process)
    {
        foreach (var signal in new[] { Posix.Interrupt, Posix.Quit, Posix.Kill })
        {
            if (!process.Exited.IsCompleted)
            {
                process.Signal(signal);
            }

            if (await EndsWithinAsync(process, options.StopTimeout))
            {
                return;
            }

            logger.LogWarning("The embedded PostgreSQL did not stop on signal {Signal} within {Timeout}.", signal, options.StopTimeout);
        }
    }

    /// <summary>After a crash the last processes of the old server may still be going; the new one then gives up, and is tried again.</summary>
    private async Task<Outcome> StartUntilSettledAsync(CancellationToken cancellationToken)
    {
        for (; ; await Task.Delay(Interval, time, cancellationToken))
        {
            var process = await ChildProcess.StartAsync(command.Server(folder, ServerSettings.For(folder, options)), Log);
            if (await AnswersOrEndsAsync(process, cancellationToken))
            {
                return new Outcome.Answers(process);
            }

            var last = process.LastLines;
            process.Dispose();
            if (!last.Contains("still in use", StringComparison.Ordinal))
            {
                return new Outcome.Failed($"PostgreSQL ended while starting on {folder.Data}: {last}");
            }
        }
    }

    private async Task<bool> AnswersOrEndsAsync(ChildProcess process, CancellationToken cancellationToken)
    {
        try
        {
            while (!process.Exited.IsCompleted)
            {
                if (await TryEnsureDatabaseAsync(cancellationToken))
                {
                    return true;
                }

                await Task.Delay(Interval, time, cancellationToken);
            }

            return false;
        }
        catch (OperationCanceledException)
        {
            await StopAsync(process);
            process.Dispose();
            throw;
        }
    }

    private async Task<bool> TryEnsureDatabaseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ClusterConnection.ForMaintenance(folder));
            await connection.OpenAsync(cancellationToken);
            await EnsureDatabaseAsync(connection, cancellationToken);
            return true;
        }
        catch (NpgsqlException e) when (e is not PostgresException { SqlState: not PostgresErrorCodes.CannotConnectNow })
        {
            return false; // not listening yet, or still recovering
        }
    }

    private static async Task EnsureDatabaseAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var exists = new NpgsqlCommand("select count(*) from pg_database where datname = $1", connection);
        exists.Parameters.Add(new NpgsqlParameter { Value = EmbeddedCluster.DatabaseName });
        if (await exists.ExecuteScalarAsync(cancellationToken) is 0L)
        {
            await using var create = new NpgsqlCommand($"create database {EmbeddedCluster.DatabaseName}", connection);
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private async Task<bool> EndsWithinAsync(ChildProcess process, TimeSpan timeout)
    {
        try
        {
            await process.Exited.WaitAsync(timeout, time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void Log(string line) => logger.LogDebug("PostgreSQL: {Line}", line);
}
