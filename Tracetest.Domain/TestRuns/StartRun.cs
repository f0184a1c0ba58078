using System.Collections.Immutable;
using Tracetest.Domain.Variables;

namespace Tracetest.Domain.TestRuns;

/// <summary>What a caller asks for when starting a run.</summary>
/// <param name="TestId">Which test; its latest version is run.</param>
public sealed record RunRequest(string TestId)
{
    /// <summary>Variables of this run.</summary>
    public ImmutableArray<Variable> Variables { get; init; } = [];

    /// <summary>Free texts to keep with the run.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The gates that decide; <see langword="null"/> for the server's default, empty for none.</summary>
    public ImmutableArray<string>? RequiredGates { get; init; }
}

/// <summary>What came of asking for a run: a closed set.</summary>
public abstract record RunStart
{
    private RunStart()
    {
    }

    /// <summary>The run is stored and goes on by itself.</summary>
    /// <param name="Run">As created, with its number.</param>
    public sealed record Started(TestRun Run) : RunStart;

    /// <summary>There is no such test.</summary>
    public sealed record NoSuchTest : RunStart;

    /// <summary>The test uses variables nobody gave.</summary>
    /// <param name="Names">In order of appearance, each once.</param>
    public sealed record MissingVariables(ImmutableArray<string> Names) : RunStart;
}

/// <summary>Starts runs and lets them be stopped.</summary>
/// <remarks>Thread-safe. A returned run is stored; it reaches a final state even if this server ends.</remarks>
public interface IRunStarter
{
    /// <summary>Stores a new run and sets it going.</summary>
    Task<RunStart> StartAsync(RunRequest request, CancellationToken cancellationToken);

    /// <summary>Stops a run that has not ended.</summary>
    /// <returns><see langword="false"/> when there is no such run or it has ended.</returns>
    Task<bool> StopAsync(string testId, int runId, CancellationToken cancellationToken);

    /// <summary>Ends the wait for spans: the run is judged on what has come.</summary>
    /// <returns><see langword="false"/> when the run is not waiting.</returns>
    Task<bool> SkipAwaitingTraceAsync(string testId, int runId, CancellationToken cancellationToken);
}
