using System.Collections.Immutable;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Triggers;

namespace Tracetest.Infrastructure.Tests;

/// <summary>A test, apart from what differs between its versions.</summary>
internal sealed class TestRow
{
    public required string Id { get; init; }

    /// <summary>The latest version.</summary>
    public int Version { get; set; }

    /// <summary>Of the latest version, for sorting and searching.</summary>
    public required string Name { get; set; }

    /// <summary>Of the latest version, for searching.</summary>
    public required string Description { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The number given to the newest run; numbers of deleted runs are not given again.</summary>
    public int LastRunNumber { get; init; }

    /// <summary>How many runs there are; kept, so that nobody has to count.</summary>
    public int RunCount { get; init; }

    public DateTimeOffset? LastRunAt { get; init; }
}

/// <summary>One version of a test.</summary>
internal sealed class TestVersionRow
{
    public required string TestId { get; init; }

    public required int Version { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required Trigger Trigger { get; init; }

    public required ImmutableArray<TestSpec> Specs { get; init; }

    public required ImmutableArray<TestOutput> Outputs { get; init; }

    public required bool SkipTraceCollection { get; init; }

    public static TestVersionRow Of(Test test, int version) => new()
    {
        TestId = test.Id,
        Version = version,
        Name = test.Name,
        Description = test.Description,
        Trigger = test.Trigger,
        Specs = test.Specs,
        Outputs = test.Outputs,
        SkipTraceCollection = test.SkipTraceCollection,
    };

    public Test ToTest(DateTimeOffset createdAt) => new()
    {
        Id = TestId,
        Version = Version,
        Name = Name,
        Description = Description,
        Trigger = Trigger,
        Specs = Specs,
        Outputs = Outputs,
        SkipTraceCollection = SkipTraceCollection,
        CreatedAt = createdAt,
    };
}
