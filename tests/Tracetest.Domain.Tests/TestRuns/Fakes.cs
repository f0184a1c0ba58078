using System.Collections.Concurrent;
using System.Collections.Immutable;
using Tracetest.Domain.Polling;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Triggers;

namespace Tracetest.Domain.Tests.TestRuns;

/// <summary>A database of runs that outlives the engines on it, as PostgreSQL outlives a killed server.</summary>
internal sealed class FakeRuns : ITestRunRepository
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string, int), TestRun> _runs = [];
    private readonly Dictionary<(string, int), ImmutableArray<RunEvent>> _events = [];

    public int Commits { get; private set; }

    public int? SpansOfLastRun { get; set; }

    /// <summary>What the run looked like each time it was stored.</summary>
    public ConcurrentQueue<TestRun> History { get; } = new();

    public Task<TestRun?> AddAsync(TestRun run, ImmutableArray<RunEvent> events, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var added = run with { Id = _runs.Keys.Count(key => key.Item1 == run.TestId) + 1, Revision = 1 };
            return Task.FromResult<TestRun?>(Keep(added, events));
        }
    }

    public Task<TestRun?> SaveAsync(TestRun run, ImmutableArray<RunEvent> events, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_runs.TryGetValue((run.TestId, run.Id), out var stored) && stored.Revision == run.Revision
                ? Keep(run with { Revision = run.Revision + 1 }, events)
                : null);
        }
    }

    public Task<TestRun?> FindAsync(string testId, int runId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_runs.GetValueOrDefault((testId, runId)));
        }
    }

    public Task<RunPage> ListAsync(string testId, int take, int skip, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ImmutableArray<RunEvent>> EventsAsync(string testId, int runId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_events.GetValueOrDefault((testId, runId), []));
        }
    }

    public Task<int?> LastSpanCountAsync(string testId, CancellationToken cancellationToken) => Task.FromResult(SpansOfLastRun);

    public Task<bool> DeleteAsync(string testId, int runId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_runs.Remove((testId, runId)));
        }
    }

    public Task<ImmutableArray<TestRun>> AdoptOrphansAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<ImmutableArray<TestRun>>([.. _runs.Values.Where(run => !run.State.IsFinal())]);
        }
    }

    private TestRun Keep(TestRun run, ImmutableArray<RunEvent> events)
    {
        Commits++;
        _runs[(run.TestId, run.Id)] = run;
        _events[(run.TestId, run.Id)] = _events.GetValueOrDefault((run.TestId, run.Id), []).AddRange(events);
        History.Enqueue(run);
        return run;
    }
}

internal sealed class FakeTests(params Test[] tests) : ITestRepository
{
    public Task<Test?> FindAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult(tests.SingleOrDefault(test => test.Id == id));

    public Task<Test?> FindVersionAsync(string id, int version, CancellationToken cancellationToken) => FindAsync(id, cancellationToken);

    public Task<TestPage> ListAsync(TestQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<TestSummary> SummariseAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> TryCreateAsync(Test test, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Test?> UpdateAsync(Test test, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> DeleteAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();
}

/// <summary>The spans received, and the news of them.</summary>
internal sealed class FakeTraces(SpanArrivals arrivals) : ITraceRepository
{
    private readonly ConcurrentQueue<(Span Span, DateTimeOffset At)> _spans = new();

    /// <summary>Stores spans and tells of them, as one export request does.</summary>
    public void Receive(params Span[] spans)
    {
        Store(spans);
        arrivals.Publish([.. spans.Select(span => new SpanArrival(span.TraceId, span.Id, span.ParentId, span.EndTimeUnixNano > 0))]);
    }

    /// <summary>Stores spans without telling, as another server does.</summary>
    public void Store(params Span[] spans)
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var span in spans)
        {
            _spans.Enqueue((span, now));
        }
    }

    public Task<StoredTrace?> FindAsync(TraceId id, CancellationToken cancellationToken)
    {
        var found = _spans.Where(one => one.Span.TraceId == id).ToList();
        return Task.FromResult(found.Count == 0 ? null : new StoredTrace(
            Trace.Assemble(id, found.Select(one => one.Span)),
            found.Max(one => one.At),
            found.ToDictionary(one => one.Span.Id, one => one.At)));
    }
}

internal sealed class FakeTriggerer(Func<TriggerContext, CancellationToken, Task<TriggerOutcome>> answer) : ITriggerer
{
    private int _calls;

    public int Calls => _calls;

    public Task<TriggerOutcome> FireAsync(Trigger trigger, TriggerContext context, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return answer(context, cancellationToken);
    }
}

internal sealed class FakeProfiles(PollingProfile profile) : IPollingProfiles
{
    /// <summary>How many of the next calls find the database away.</summary>
    public int Outages { get; set; }

    public Task<PollingProfile> CurrentAsync(CancellationToken cancellationToken) =>
        Outages-- > 0 ? throw new DatabaseAwayException() : Task.FromResult(profile);
}

internal sealed class DatabaseAwayException : System.Data.Common.DbException
{
    public override bool IsTransient => true;
}

internal sealed class NoTriggerSpans : ITriggerSpanExporter
{
    public void Export(Span triggerSpan)
    {
    }
}
