using System.Collections.Immutable;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Traces;

namespace Tracetest.Web.Tests.Fakes;

/// <summary>Everything the pages talk to, in memory. A started run waits where the test leaves it until the test moves it on.</summary>
public sealed class FakeBackend : ITestRepository, ITestRunRepository, ITraceRepository, IRunStarter
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Test>> _tests = [];
    private readonly Dictionary<(string, int), TestRun> _runs = [];
    private readonly Dictionary<(string, int), ImmutableArray<RunEvent>> _events = [];
    private readonly Dictionary<TraceId, StoredTrace> _traces = [];

    public RunFeed Feed { get; } = new();

    public SpanArrivals Arrivals { get; } = new();

    /// <summary>What every call throws, as a database that is away would.</summary>
    public Exception? Failure { get; set; }

    public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch.AddDays(20_000);

    public void Add(Test test)
    {
        lock (_gate)
        {
            _tests.TryAdd(test.Id, []);
            _tests[test.Id].Add(test);
        }
    }

    public void Add(TestRun run, ImmutableArray<RunEvent> events = default)
    {
        lock (_gate)
        {
            _runs[(run.TestId, run.Id)] = run;
            _events[(run.TestId, run.Id)] = events.IsDefault ? [] : events;
        }
    }

    public void Put(Trace trace, DateTimeOffset at, IReadOnlyDictionary<SpanId, DateTimeOffset>? late = null)
    {
        var received = trace.Spans.ToDictionary(span => span.Id, span => late?.GetValueOrDefault(span.Id, at) ?? at);
        lock (_gate)
        {
            _traces[trace.Id] = new StoredTrace(trace, received.Values.DefaultIfEmpty(at).Max(), received);
        }

        Arrivals.Publish([.. trace.Spans.Select(span => new SpanArrival(trace.Id, span.Id, span.ParentId, true))]);
    }

    /// <summary>Stores a run's new state and tells it.</summary>
    public void Move(TestRun run)
    {
        lock (_gate)
        {
            _runs[(run.TestId, run.Id)] = run;
        }

        Feed.Publish(run);
    }

    public TestRun Run(string testId, int runId)
    {
        lock (_gate)
        {
            return _runs[(testId, runId)];
        }
    }

    public Task<Test?> FindAsync(string id, CancellationToken cancellationToken) =>
        Answer(() => _tests.TryGetValue(id, out var versions) ? versions[^1] : null);

    public Task<Test?> FindVersionAsync(string id, int version, CancellationToken cancellationToken) =>
        Answer(() => _tests.GetValueOrDefault(id)?.LastOrDefault(test => test.Version == version));

    public Task<TestPage> ListAsync(TestQuery query, CancellationToken cancellationToken) => Answer(() =>
    {
        var found = _tests.Values.Select(versions => versions[^1])
            .Where(test => (test.Name + test.Description).Contains(query.Search, StringComparison.OrdinalIgnoreCase));
        var sorted = query.Sort switch
        {
            TestSort.Name => found.OrderBy(test => test.Name, StringComparer.Ordinal),
            TestSort.LastRun => found.OrderBy(test => Summary(test.Id).Latest.FirstOrDefault()?.CreatedAt ?? default),
            _ => found.OrderBy(test => test.CreatedAt),
        };
        var all = (query.Ascending ? sorted : sorted.Reverse()).ToList();
        return new TestPage(all.Count, [.. all.Skip(query.Skip).Take(query.Take).Select(test => new TestListItem(test, Summary(test.Id)))]);
    });

    public Task<TestSummary> SummariseAsync(string id, CancellationToken cancellationToken) => Answer(() => Summary(id));

    public Task<bool> TryCreateAsync(Test test, CancellationToken cancellationToken) =>
        Answer(() => _tests.TryAdd(test.Id, [test]));

    public Task<Test?> UpdateAsync(Test test, CancellationToken cancellationToken) => Answer(() =>
    {
        if (!_tests.TryGetValue(test.Id, out var versions))
        {
            return null;
        }

        if (!versions[^1].HasSameContent(test))
        {
            versions.Add(test with { Version = versions[^1].Version + 1 });
        }

        return versions[^1];
    });

    Task<bool> ITestRepository.DeleteAsync(string id, CancellationToken cancellationToken) => Answer(() => _tests.Remove(id));

    public Task<TestRun?> AddAsync(TestRun run, ImmutableArray<RunEvent> events, CancellationToken cancellationToken) => Answer(() =>
    {
        var stored = run with { Id = RunsOf(run.TestId).Select(other => other.Id).DefaultIfEmpty().Max() + 1 };
        _runs[(stored.TestId, stored.Id)] = stored;
        _events[(stored.TestId, stored.Id)] = events;
        return (TestRun?)stored;
    });

    public Task<TestRun?> SaveAsync(TestRun run, ImmutableArray<RunEvent> events, CancellationToken cancellationToken) => Answer(() =>
    {
        _runs[(run.TestId, run.Id)] = run;
        return (TestRun?)run;
    });

    public Task<TestRun?> FindAsync(string testId, int runId, CancellationToken cancellationToken) =>
        Answer(() => _runs.GetValueOrDefault((testId, runId)));

    public Task<RunPage> ListAsync(string testId, int take, int skip, CancellationToken cancellationToken) => Answer(() =>
    {
        var runs = RunsOf(testId).ToList();
        return new RunPage(runs.Count, [.. runs.Skip(skip).Take(take)]);
    });

    public Task<ImmutableArray<RunEvent>> EventsAsync(string testId, int runId, CancellationToken cancellationToken) =>
        Answer(() => _events.GetValueOrDefault((testId, runId), []));

    public Task<int?> LastSpanCountAsync(string testId, CancellationToken cancellationToken) => Task.FromResult<int?>(null);

    public Task<bool> DeleteAsync(string testId, int runId, CancellationToken cancellationToken) =>
        Answer(() => _runs.Remove((testId, runId)));

    public Task<ImmutableArray<TestRun>> AdoptOrphansAsync(CancellationToken cancellationToken) =>
        Task.FromResult(ImmutableArray<TestRun>.Empty);

    public Task<StoredTrace?> FindAsync(TraceId id, CancellationToken cancellationToken) => Answer(() => _traces.GetValueOrDefault(id));

    public async Task<RunStart> StartAsync(RunRequest request, CancellationToken cancellationToken)
    {
        if (await FindAsync(request.TestId, cancellationToken) is not { } test)
        {
            return new RunStart.NoSuchTest();
        }

        var run = await AddAsync(
            new TestRun
            {
                TestId = test.Id,
                TestVersion = test.Version,
                TraceId = TraceId.NewRandom(),
                SpanId = SpanId.NewRandom(),
                CreatedAt = Now,
                State = RunState.Executing,
                ResolvedTrigger = test.Trigger,
                TriggeredAt = Now,
            },
            [],
            cancellationToken);
        Feed.Publish(run!);
        return new RunStart.Started(run!);
    }

    public Task<bool> StopAsync(string testId, int runId, CancellationToken cancellationToken)
    {
        Move(Run(testId, runId).MoveTo(RunState.Stopped, Now));
        return Task.FromResult(true);
    }

    public Task<bool> SkipAwaitingTraceAsync(string testId, int runId, CancellationToken cancellationToken)
    {
        Move(Run(testId, runId).MoveTo(RunState.AnalyzingTrace, Now));
        return Task.FromResult(true);
    }

    private Task<T> Answer<T>(Func<T> find)
    {
        if (Failure is { } failure)
        {
            return Task.FromException<T>(failure);
        }

        lock (_gate)
        {
            return Task.FromResult(find());
        }
    }

    private IEnumerable<TestRun> RunsOf(string testId) =>
        _runs.Values.Where(run => run.TestId == testId).OrderByDescending(run => run.Id);

    private TestSummary Summary(string id)
    {
        var runs = RunsOf(id).ToList();
        return new TestSummary(
            runs.Count,
            [
                .. runs.Take(20).Select(run => new RunOutline(
                    run.Id, run.State.ToName(), run.CreatedAt, run.CompletedAt - run.CreatedAt,
                    run.Results?.PassedCount ?? 0, run.Results?.FailedCount ?? 0, run.IsPassed)),
            ]);
    }
}
