using System.Collections.Immutable;

namespace Tracetest.Domain.TestRuns;

/// <summary>Stores what becomes of a run, and tells the watchers once it is stored.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class RunProgress(ITestRunRepository runs, RunFeed feed)
{
    /// <summary>Stores a new run.</summary>
    /// <returns>The run with its number; <see langword="null"/> when its test has gone.</returns>
    public async Task<TestRun?> BeginAsync(TestRun run, ImmutableArray<RunEvent> events, CancellationToken cancellationToken) =>
        Told(await runs.AddAsync(run, events, cancellationToken));

    /// <summary>Stores a run's new state.</summary>
    /// <exception cref="RunLostException">The run was deleted, or another server has taken it over.</exception>
    public async Task<TestRun> SaveAsync(TestRun run, ImmutableArray<RunEvent> events, CancellationToken cancellationToken) =>
        Told(await runs.SaveAsync(run, events, cancellationToken))
        ?? throw new RunLostException($"Run {run.Id} of test {run.TestId} is no longer this server's.");

    /// <summary>Shows a state on the way that is not worth a commit.</summary>
    public TestRun Show(TestRun run)
    {
        feed.Publish(run);
        return run;
    }

    private TestRun? Told(TestRun? run) => run is null ? null : Show(run);
}

/// <summary>The run is no longer this server's to go on with: nothing is left to do for it.</summary>
public sealed class RunLostException : Exception
{
    /// <summary>With a text for the log.</summary>
    public RunLostException(string message)
        : base(message)
    {
    }

    /// <summary>Without a text.</summary>
    public RunLostException()
    {
    }

    /// <summary>With a text and a cause.</summary>
    public RunLostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
