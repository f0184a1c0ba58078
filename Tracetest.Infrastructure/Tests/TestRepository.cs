using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Tests;
using Tracetest.Infrastructure.Persistence;

namespace Tracetest.Infrastructure.Tests;

/// <summary>Tests in PostgreSQL: one row per test, one per version.</summary>
internal sealed class TestRepository(IDbContextFactory<TracetestDatabase> databases, TimeProvider clock) : ITestRepository
{
    private const int OutlinesPerTest = 20;

    /// <summary>Compiled once: every run begins with it.</summary>
    private static readonly Func<TracetestDatabase, string, CancellationToken, Task<TestAndVersion?>> LatestOf =
        EF.CompileAsyncQuery((TracetestDatabase database, string id, CancellationToken cancellationToken) =>
            (from test in database.Set<TestRow>().AsNoTracking()
             join version in database.Set<TestVersionRow>().AsNoTracking()
                 on new { TestId = test.Id, test.Version } equals new { version.TestId, version.Version }
             where test.Id == id
             select new TestAndVersion { Test = test, Version = version }).SingleOrDefault());

    public async Task<Test?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var found = await LatestOf(database, id, cancellationToken);
        return found?.Version.ToTest(found.Test.CreatedAt);
    }

    public async Task<Test?> FindVersionAsync(string id, int version, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var found = await Versions(database)
            .Where(pair => pair.Test.Id == id && pair.Version.Version == version)
            .SingleOrDefaultAsync(cancellationToken);
        return found?.Version.ToTest(found.Test.CreatedAt);
    }

    public async Task<TestPage> ListAsync(TestQuery query, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var matching = Matching(Latest(database), query.Search);
        var total = await matching.CountAsync(cancellationToken);
        var page = await Sorted(matching, query).Skip(query.Skip).Take(query.Take).ToListAsync(cancellationToken);
        var outlines = await OutlinesAsync(database, [.. page.Select(pair => pair.Test.Id)], cancellationToken);
        return new TestPage(total,
        [
            .. page.Select(pair => new TestListItem(
                pair.Version.ToTest(pair.Test.CreatedAt),
                new TestSummary(pair.Test.RunCount, [.. outlines[pair.Test.Id]]))),
        ]);
    }

    public async Task<TestSummary> SummariseAsync(string id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var runs = await database.Set<TestRow>().Where(test => test.Id == id).Select(test => test.RunCount)
            .SingleOrDefaultAsync(cancellationToken);
        var outlines = await OutlinesAsync(database, [id], cancellationToken);
        return new TestSummary(runs, [.. outlines[id]]);
    }

    public async Task<bool> TryCreateAsync(Test test, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        database.Add(new TestRow
        {
            Id = test.Id,
            Version = 1,
            Name = test.Name,
            Description = test.Description,
            CreatedAt = clock.GetUtcNow(),
        });
        database.Add(TestVersionRow.Of(test, 1));
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return false;
        }
    }

    public async Task<Test?> UpdateAsync(Test test, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var row = await database.Set<TestRow>()
            .FromSql($"select * from tests where id = {test.Id} for update")
            .SingleOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            return null;
        }

        var latest = await database.Set<TestVersionRow>()
            .SingleAsync(version => version.TestId == row.Id && version.Version == row.Version, cancellationToken);
        if (latest.ToTest(row.CreatedAt).HasSameContent(test))
        {
            return latest.ToTest(row.CreatedAt);
        }

        (row.Version, row.Name, row.Description) = (row.Version + 1, test.Name, test.Description);
        var next = TestVersionRow.Of(test, row.Version);
        database.Add(next);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return next.ToTest(row.CreatedAt);
    }

    public async Task<bool> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Set<TestRow>().Where(test => test.Id == id).ExecuteDeleteAsync(cancellationToken) > 0;
    }

    private static IQueryable<TestAndVersion> Versions(TracetestDatabase database) =>
        from test in database.Set<TestRow>().AsNoTracking()
        join version in database.Set<TestVersionRow>().AsNoTracking() on test.Id equals version.TestId
        select new TestAndVersion { Test = test, Version = version };

    private static IQueryable<TestAndVersion> Latest(TracetestDatabase database) =>
        Versions(database).Where(pair => pair.Version.Version == pair.Test.Version);

    /// <summary>Blanks in the search stand for anything, as in the original; its own wildcards are plain characters.</summary>
    private static IQueryable<TestAndVersion> Matching(IQueryable<TestAndVersion> tests, string search)
    {
        var words = search.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0)
        {
            return tests;
        }

        var pattern = $"%{string.Join('%', words.Select(Escaped))}%";
        return tests.Where(pair =>
            EF.Functions.ILike(pair.Test.Name, pattern, @"\") || EF.Functions.ILike(pair.Test.Description, pattern, @"\"));
    }

    private static string Escaped(string word) =>
        word.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);

    private static IOrderedQueryable<TestAndVersion> Sorted(IQueryable<TestAndVersion> tests, TestQuery query) =>
        (query.Sort, query.Ascending) switch
        {
            (TestSort.Name, true) => tests.OrderBy(pair => pair.Test.Name).ThenBy(pair => pair.Test.Id),
            (TestSort.Name, false) => tests.OrderByDescending(pair => pair.Test.Name).ThenBy(pair => pair.Test.Id),
            (TestSort.LastRun, true) => tests.OrderBy(pair => pair.Test.LastRunAt).ThenBy(pair => pair.Test.Id),
            (TestSort.LastRun, false) => tests
                .OrderByDescending(pair => pair.Test.LastRunAt ?? DateTimeOffset.MinValue).ThenBy(pair => pair.Test.Id),
            (_, true) => tests.OrderBy(pair => pair.Test.CreatedAt).ThenBy(pair => pair.Test.Id),
            _ => tests.OrderByDescending(pair => pair.Test.CreatedAt).ThenBy(pair => pair.Test.Id),
        };

    private static async Task<ILookup<string, RunOutline>> OutlinesAsync(
        TracetestDatabase database, string[] testIds, CancellationToken cancellationToken)
    {
        var newest = database.Set<TestRow>()
            .Where(test => testIds.Contains(test.Id))
            .SelectMany(test => database.Set<TestRun>()
                .Where(run => run.TestId == test.Id)
                .OrderByDescending(run => run.Id)
                .Take(OutlinesPerTest)
                .Select(run => new
                {
                    run.TestId,
                    run.Id,
                    run.State,
                    run.CreatedAt,
                    run.CompletedAt,
                    Passes = EF.Property<int>(run, RunColumns.Passes),
                    Fails = EF.Property<int>(run, RunColumns.Fails),
                    IsPassed = EF.Property<bool>(run, RunColumns.IsPassed),
                }));
        var rows = await newest.ToListAsync(cancellationToken);
        return rows.OrderByDescending(run => run.Id).ToLookup(
            run => run.TestId,
            run => new RunOutline(run.Id, run.State.ToName(), run.CreatedAt, run.CompletedAt - run.CreatedAt, run.Passes, run.Fails, run.IsPassed));
    }

    private sealed class TestAndVersion
    {
        public required TestRow Test { get; init; }

        public required TestVersionRow Version { get; init; }
    }
}
