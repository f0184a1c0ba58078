using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Triggers;
using Tracetest.Domain.Variables;
using Tracetest.Infrastructure.TestRuns;
using Tracetest.Infrastructure.Tests.Persistence;
using Tracetest.TestSupport.TestRuns;

namespace Tracetest.Infrastructure.Tests.TestRuns;

/// <summary>What every store of runs must do; an adapter says only how it is made.</summary>
public abstract class TestRunRepositoryContract
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected abstract ITestRunRepository Repository { get; }

    /// <summary>Another server on the same database.</summary>
    protected abstract Task<(ITestRunRepository Runs, Func<Task> Die)> OtherServerAsync();

    protected abstract Task<string> TestAsync();

    [Fact]
    public async Task AddAsync_TestThatIsNotThere_IsNull() =>
        Assert.Null(await Repository.AddAsync(Samples.Run("nobody"), [], Cancellation));

    [Fact]
    public async Task AddAsync_ThirtyAtOnce_NumbersThemWithoutGaps()
    {
        var test = await TestAsync();

        var runs = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Repository.AddAsync(Samples.Run(test), [], Cancellation)));

        Assert.Equal(Enumerable.Range(1, 30), runs.Select(run => run!.Id).Order());
    }

    [Fact]
    public async Task SaveAsync_EverythingARunHolds_IsFoundAsItWas()
    {
        var added = await AddAsync();
        var full = Full(added);

        var saved = await Repository.SaveAsync(full, Samples.Events("B"), Cancellation);
        var found = await Repository.FindAsync(added.TestId, added.Id, Cancellation);

        Assert.NotNull(found);
        Assert.Equal(saved!.Revision, found.Revision);
        Assert.Equal(full.State, found.State);
        Assert.Equal(full.TraceId, found.TraceId);
        Assert.Equal(full.SpanId, found.SpanId);
        Assert.Equal("nul \0 in it", ((TriggerResponse.Http)found.Response!).Body);
        Assert.Equal(full.Metadata, found.Metadata);
        Assert.Equal(full.Variables.AsEnumerable(), found.Variables);
        Assert.Equal(full.Outputs.AsEnumerable(), found.Outputs);
        Assert.Equal(full.Gates.Failed.AsEnumerable(), found.Gates.Failed);
        Assert.Equal(2, found.Results!.Specs[0].Assertions[0].Spans.Length);
        Assert.Equal(full.Results!.Specs[0].Assertions[0].Spans[1], found.Results.Specs[0].Assertions[0].Spans[1]);
        Assert.Equal(full.QuietPeriod, found.QuietPeriod);
        Assert.Equal(full.SpansJudged, found.SpansJudged);
    }

    [Fact]
    public async Task EventsAsync_SeveralChanges_TellsAllInOrder()
    {
        var added = await AddAsync("A", "B");
        await Repository.SaveAsync(added.MoveTo(RunState.TriggerFailed, added.CreatedAt), Samples.Events("C"), Cancellation);

        var events = await Repository.EventsAsync(added.TestId, added.Id, Cancellation);

        Assert.Equal(["A", "B", "C"], events.Select(one => one.Type));
    }

    [Fact]
    public async Task SaveAsync_StaleRevision_ChangesNothing()
    {
        var added = await AddAsync();
        await Repository.SaveAsync(added with { LastError = "first" }, [], Cancellation);
        await Repository.SaveAsync((await Repository.FindAsync(added.TestId, added.Id, Cancellation))! with { LastError = "second" }, [], Cancellation);

        Assert.Null(await Repository.SaveAsync(added with { LastError = "stale" }, Samples.Events("STALE"), Cancellation));
        Assert.Equal("second", (await Repository.FindAsync(added.TestId, added.Id, Cancellation))?.LastError);
        Assert.Empty(await Repository.EventsAsync(added.TestId, added.Id, Cancellation));
    }

    [Fact]
    public async Task SaveAsync_DeletedRun_IsNull()
    {
        var added = await AddAsync();
        Assert.True(await Repository.DeleteAsync(added.TestId, added.Id, Cancellation));

        Assert.Null(await Repository.SaveAsync(added, [], Cancellation));
        Assert.False(await Repository.DeleteAsync(added.TestId, added.Id, Cancellation));
    }

    [Fact]
    public async Task DeleteAsync_NewestRun_DoesNotGiveItsNumberAgain()
    {
        var added = await AddAsync();
        await Repository.DeleteAsync(added.TestId, added.Id, Cancellation);

        var next = await Repository.AddAsync(Samples.Run(added.TestId), [], Cancellation);

        Assert.Equal(added.Id + 1, next?.Id);
        Assert.Equal(1, (await Repository.ListAsync(added.TestId, 20, 0, Cancellation)).Total);
    }

    [Fact]
    public async Task ListAsync_Pages_NewestFirst()
    {
        var test = await TestAsync();
        for (var i = 0; i < 3; i++)
        {
            await Repository.AddAsync(Samples.Run(test), [], Cancellation);
        }

        var page = await Repository.ListAsync(test, 2, 0, Cancellation);

        Assert.Equal(3, page.Total);
        Assert.Equal([3, 2], page.Items.Select(run => run.Id));
    }

    [Fact]
    public async Task AdoptOrphansAsync_ServerAlive_LeavesItsRuns()
    {
        var (other, die) = await OtherServerAsync();
        var run = (await other.AddAsync(Samples.Run(await TestAsync()), [], Cancellation))!;

        Assert.DoesNotContain(await Repository.AdoptOrphansAsync(Cancellation), one => one.TraceId == run.TraceId);
        await die();
    }

    [Fact]
    public async Task AdoptOrphansAsync_ServerGone_TakesItsUnfinishedRuns()
    {
        var (other, die) = await OtherServerAsync();
        var test = await TestAsync();
        var unfinished = (await other.AddAsync(Samples.Run(test), [], Cancellation))!;
        var finished = (await other.AddAsync(Samples.Run(test), [], Cancellation))!;
        await other.SaveAsync(finished.MoveTo(RunState.TriggerFailed, finished.CreatedAt), [], Cancellation);
        await die();

        var adopted = await Repository.AdoptOrphansAsync(Cancellation);

        Assert.Contains(adopted, run => run.TraceId == unfinished.TraceId);
        Assert.DoesNotContain(adopted, run => run.TraceId == finished.TraceId);
        Assert.Null(await other.SaveAsync(unfinished, [], Cancellation));
        Assert.NotNull(await Repository.SaveAsync(adopted.Single(run => run.TraceId == unfinished.TraceId), [], Cancellation));
    }

    private async Task<TestRun> AddAsync(params string[] events) =>
        (await Repository.AddAsync(Samples.Run(await TestAsync()), Samples.Events(events), Cancellation))!;

    private static TestRun Full(TestRun run) => run with
    {
        State = RunState.Finished,
        TriggeredAt = run.CreatedAt.AddSeconds(1),
        TriggerCompletedAt = run.CreatedAt.AddSeconds(2),
        TraceObtainedAt = run.CreatedAt.AddSeconds(3),
        CompletedAt = run.CreatedAt.AddSeconds(4),
        LastError = "error",
        Response = new TriggerResponse.Http(200, "200 OK", [new HttpHeader("A", "1")], "nul \0 in it", IsBodyCut: true),
        TriggerError = new TriggerError("message", true, true, true),
        Variables = [new Variable("A", "1")],
        Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("source", "test"),
        Results = new AssertionResults(
        [
            new SpecResult("spec", "span[]", [new AssertionResult("1 = 2",
            [
                new SpanResult(run.SpanId, "1", "1", null),
                new SpanResult(null, "1", "2", new AssertionFault(AssertionFaultKind.NoMatch, "no match")),
            ])]),
        ]),
        Outputs = [new OutputResult("ID", "7", run.SpanId, "")],
        Gates = new RequiredGatesResult([RequiredGatesResult.TestSpecs], [RequiredGatesResult.TestSpecs]),
        SpansJudged = 4,
        JudgedThrough = run.CreatedAt.AddSeconds(3),
        QuietPeriod = TimeSpan.FromMilliseconds(250),
    };
}

public sealed class TestRunRepositoryTests(DatabaseFixture database)
    : TestRunRepositoryContract, IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private readonly ServerLease _lease = NewLease(database);

    protected override ITestRunRepository Repository => With(_lease);

    public async ValueTask InitializeAsync() => await _lease.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _lease.StopAsync(CancellationToken.None);
        _lease.Dispose();
    }

    protected override async Task<(ITestRunRepository Runs, Func<Task> Die)> OtherServerAsync()
    {
        var lease = NewLease(database);
        await lease.StartAsync(TestContext.Current.CancellationToken);
        return (With(lease), async () =>
        {
            await lease.StopAsync(CancellationToken.None);
            lease.Dispose();
        }
        );
    }

    protected override async Task<string> TestAsync()
    {
        var tests = new Infrastructure.Tests.TestRepository(database, TimeProvider.System);
        var id = Domain.Tests.TestIds.New();
        await tests.TryCreateAsync(Samples.Test(id), TestContext.Current.CancellationToken);
        return id;
    }

    private static ServerLease NewLease(DatabaseFixture database) =>
        new(database.DataSource, TimeProvider.System, NullLogger<ServerLease>.Instance);

    private TestRunRepository With(ServerLease lease) =>
        new(database, database.DataSource, lease, TimeProvider.System, NullLogger<TestRunRepository>.Instance);
}
