using System.Collections.Immutable;

namespace Tracetest.Domain.Tests;

/// <summary>The stored tests, with all their versions.</summary>
/// <remarks>
/// Every adapter is held to this contract by <c>TestRepositoryContract</c> in the tests. A returned change is durable.
/// Thread-safe. A database that cannot be reached throws; an absent test is an outcome.
/// </remarks>
public interface ITestRepository
{
    /// <summary>The latest version; <see langword="null"/> when there is no such test.</summary>
    Task<Test?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>One version, counting from 1; <see langword="null"/> when there is no such test or version.</summary>
    Task<Test?> FindVersionAsync(string id, int version, CancellationToken cancellationToken);

    /// <summary>A page of latest versions with their run summaries, and how many match in all.</summary>
    Task<TestPage> ListAsync(TestQuery query, CancellationToken cancellationToken);

    /// <summary>What has been run of one test; zeros when nothing has.</summary>
    Task<TestSummary> SummariseAsync(string id, CancellationToken cancellationToken);

    /// <summary>Stores version 1 of a new test.</summary>
    /// <returns><see langword="false"/>, with nothing changed, when the id is taken.</returns>
    Task<bool> TryCreateAsync(Test test, CancellationToken cancellationToken);

    /// <summary>Stores a next version if the content differs from the latest; else changes nothing.</summary>
    /// <returns>The latest version after the call; <see langword="null"/> when there is no such test.</returns>
    Task<Test?> UpdateAsync(Test test, CancellationToken cancellationToken);

    /// <summary>Removes a test with its versions, runs, events and run numbers.</summary>
    /// <returns><see langword="false"/> when there is no such test.</returns>
    Task<bool> DeleteAsync(string id, CancellationToken cancellationToken);
}

/// <summary>Which tests a list shows.</summary>
/// <param name="Take">Page size; at least 1. Default 20.</param>
/// <param name="Skip">How many to leave out in front; at least 0.</param>
/// <param name="Search">Words that name or description must contain in order, in any case; empty for all.</param>
/// <param name="Sort">By what.</param>
/// <param name="Ascending">Smallest or oldest first.</param>
public sealed record TestQuery(
    int Take = 20, int Skip = 0, string Search = "", TestSort Sort = TestSort.Created, bool Ascending = false);

/// <summary>What a list of tests is sorted by.</summary>
public enum TestSort
{
    /// <summary>The time version 1 was made.</summary>
    Created,

    /// <summary>The name, by the database's collation.</summary>
    Name,

    /// <summary>The time the last run was made; tests never run come last when descending.</summary>
    LastRun,
}

/// <summary>A page of a list of tests.</summary>
/// <param name="Total">How many match, paging apart.</param>
/// <param name="Items">The page, in order.</param>
public sealed record TestPage(int Total, ImmutableArray<TestListItem> Items);

/// <summary>A test in a list.</summary>
/// <param name="Test">The latest version.</param>
/// <param name="Summary">What has been run of it.</param>
public sealed record TestListItem(Test Test, TestSummary Summary);

/// <summary>What has been run of a test.</summary>
/// <param name="Runs">How many runs there are.</param>
/// <param name="Latest">Up to the 20 newest runs, newest first.</param>
public sealed record TestSummary(int Runs, ImmutableArray<RunOutline> Latest)
{
    /// <summary>Of a test that was never run.</summary>
    public static TestSummary None { get; } = new(0, []);
}

/// <summary>What a list needs to know of a run.</summary>
/// <param name="Id">The run's number.</param>
/// <param name="State">The run's state by its name in the API.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Duration">From creation to the end; <see langword="null"/> while it goes on.</param>
/// <param name="Passes">Span results that passed.</param>
/// <param name="Fails">Span results that did not.</param>
/// <param name="IsPassed">Whether it ended with a verdict and every required gate passed.</param>
public sealed record RunOutline(
    int Id, string State, DateTimeOffset CreatedAt, TimeSpan? Duration, int Passes, int Fails, bool IsPassed);
