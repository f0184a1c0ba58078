using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;
using Tracetest.Domain.TestRuns;
using Tracetest.Infrastructure.Persistence;
using Tracetest.Infrastructure.Tests;

namespace Tracetest.Infrastructure.TestRuns;

/// <summary>Runs in PostgreSQL: a small row per run, a row of events per change.</summary>
internal sealed class TestRunRepository(
    IDbContextFactory<TracetestDatabase> databases,
    NpgsqlDataSource source,
    ServerLease lease,
    TimeProvider clock,
    ILogger<TestRunRepository> logger)
    : ITestRunRepository
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    public async Task<TestRun?> AddAsync(TestRun run, ImmutableArray<RunEvent> events, CancellationToken cancellationToken)
    {
        var added = run with { Revision = 1 };
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await RunStatements.AddAsync(database, added, lease.Number, events, cancellationToken) is { } number
            ? added with { Id = number }
            : null;
    }

    public async Task<TestRun?> SaveAsync(TestRun run, ImmutableArray<RunEvent> events, CancellationToken cancellationToken)
    {
        for (var pause = TimeSpan.FromMilliseconds(50); ; pause = Min(pause * 2, LongestPause))
        {
            try
            {
                return await TrySaveAsync(run, events, cancellationToken);
            }
            catch (Exception exception) when (IsAway(exception))
            {
                logger.LogWarning("Run {RunId} of test {TestId} waits for the database: {Reason}", run.Id, run.TestId, exception.GetBaseException().Message);
                await Task.Delay(pause, clock, cancellationToken);
            }
        }
    }

    public async Task<TestRun?> FindAsync(string testId, int runId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Set<TestRun>().AsNoTracking()
            .SingleOrDefaultAsync(run => run.TestId == testId && run.Id == runId, cancellationToken);
    }

    public async Task<RunPage> ListAsync(string testId, int take, int skip, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var total = await database.Set<TestRow>().Where(test => test.Id == testId).Select(test => test.RunCount)
            .SingleOrDefaultAsync(cancellationToken);
        var page = await database.Set<TestRun>().AsNoTracking()
            .Where(run => run.TestId == testId).OrderByDescending(run => run.Id).Skip(skip).Take(take)
            .ToListAsync(cancellationToken);
        return new RunPage(total, [.. page]);
    }

    public async Task<ImmutableArray<RunEvent>> EventsAsync(string testId, int runId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var entries = await database.Set<RunJournalRow>().AsNoTracking()
            .Where(entry => entry.TestId == testId && entry.RunId == runId).OrderBy(entry => entry.Revision)
            .ToListAsync(cancellationToken);
        return [.. entries.SelectMany(entry => entry.Events)];
    }

    public async Task<int?> LastSpanCountAsync(string testId, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("""
            select (select count(*)::int from spans where trace_id = newest.trace_id)
            from (select trace_id from test_runs where test_id = $1 and state = $2 order by id desc limit 1) newest
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = testId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = RunState.Finished.ToName() });
        return (int?)await command.ExecuteScalarAsync(cancellationToken);
    }

    public async Task<bool> DeleteAsync(string testId, int runId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var deleted = await database.Set<TestRun>().Where(run => run.TestId == testId && run.Id == runId)
            .ExecuteDeleteAsync(cancellationToken);
        await database.Database.ExecuteSqlAsync(
            $"update tests set run_count = run_count - {deleted} where id = {testId}", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return deleted > 0;
    }

    public async Task<ImmutableArray<TestRun>> AdoptOrphansAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var unfinished = UnfinishedNames;
        await database.Database.ExecuteSqlAsync($"""
            update test_runs set owner = {lease.Number}
            where state = any({unfinished}) and owner in (
                select owner from (
                    select distinct owner from test_runs where state = any({unfinished}) and owner <> {lease.Number} offset 0) owners
                where pg_try_advisory_xact_lock(owner))
            """, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        var mine = await database.Set<TestRun>().AsNoTracking()
            .Where(run => Unfinished.Contains(run.State) && EF.Property<long>(run, TestRunConfiguration.OwnerColumn) == lease.Number)
            .ToListAsync(cancellationToken);
        return [.. mine];
    }

    private static RunState[] Unfinished { get; } = [.. Enum.GetValues<RunState>().Where(state => !state.IsFinal())];

    private static string[] UnfinishedNames { get; } = [.. Unfinished.Select(state => state.ToName())];

    private async Task<TestRun?> TrySaveAsync(TestRun run, ImmutableArray<RunEvent> events, CancellationToken cancellationToken)
    {
        var saved = run with { Revision = run.Revision + 1 };
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await RunStatements.TrySaveAsync(database, saved, lease.Number, events, cancellationToken)
            || await IsStoredAsync(saved, cancellationToken) ? saved : null;
    }

    /// <summary>Whether an earlier attempt got through although its answer was lost.</summary>
    private async Task<bool> IsStoredAsync(TestRun saved, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Set<TestRun>().AnyAsync(
            run => run.TestId == saved.TestId && run.Id == saved.Id && run.Revision == saved.Revision && run.State == saved.State
                && EF.Property<long>(run, TestRunConfiguration.OwnerColumn) == lease.Number,
            cancellationToken);
    }

    private static bool IsAway(Exception exception) =>
        exception.GetBaseException() is TimeoutException or System.Net.Sockets.SocketException or IOException
        || (exception as NpgsqlException ?? exception.InnerException as NpgsqlException) is { IsTransient: true };

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
