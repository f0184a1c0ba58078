using System.Collections.Immutable;

namespace Tracetest.Domain.TestRuns;

/// <summary>The stored runs with their events.</summary>
/// <remarks>
/// Every adapter is held to this contract by <c>TestRunRepositoryContract</c> in the tests.
/// <list type="bullet">
/// <item>A returned change is durable, the run and its events together or not at all.</item>
/// <item>Run numbers count from 1 per test, without gaps, under concurrent callers.</item>
/// <item>The cost of a change MUST NOT depend on the size of the trace.</item>
/// </list>
/// Thread-safe. A database that cannot be reached throws; an absent run is an outcome.
/// </remarks>
public interface ITestRunRepository
{
    /// <summary>Stores a new run and gives it its number.</summary>
    /// <returns>The run with its number; <see langword="null"/> when the test has gone.</returns>
    Task<TestRun?> AddAsync(TestRun run, ImmutableArray<RunEvent> events, CancellationToken cancellationToken);

    /// <summary>Stores a run's new state and appends events. A database that is away is waited for.</summary>
    /// <returns>
    /// The run at its new revision; <see langword="null"/>, with nothing changed, when the run has gone or another server has
    /// taken it over.
    /// </returns>
    Task<TestRun?> SaveAsync(TestRun run, ImmutableArray<RunEvent> events, CancellationToken cancellationToken);

    /// <summary>One run; <see langword="null"/> when there is no such test or run.</summary>
    Task<TestRun?> FindAsync(string testId, int runId, CancellationToken cancellationToken);

    /// <summary>A page of a test's runs, newest first, and how many there are.</summary>
    Task<RunPage> ListAsync(string testId, int take, int skip, CancellationToken cancellationToken);

    /// <summary>All events of a run, oldest first; empty when there is no such run.</summary>
    Task<ImmutableArray<RunEvent>> EventsAsync(string testId, int runId, CancellationToken cancellationToken);

    /// <summary>How many spans the newest finished run of a test had, late ones included; <see langword="null"/> when none has finished.</summary>
    Task<int?> LastSpanCountAsync(string testId, CancellationToken cancellationToken);

    /// <summary>Removes a run with its events. Its number is not used again.</summary>
    /// <returns><see langword="false"/> when there is no such run.</returns>
    Task<bool> DeleteAsync(string testId, int runId, CancellationToken cancellationToken);

    /// <summary>Takes over every run that is not final and whose server is gone, so that no other server takes it too.</summary>
    /// <returns>All runs that are not final and belong to this server after the call, those it had already included.</returns>
    Task<ImmutableArray<TestRun>> AdoptOrphansAsync(CancellationToken cancellationToken);
}

/// <summary>A page of a list of runs.</summary>
/// <param name="Total">How many there are, paging apart.</param>
/// <param name="Items">The page, newest first.</param>
public sealed record RunPage(int Total, ImmutableArray<TestRun> Items);
