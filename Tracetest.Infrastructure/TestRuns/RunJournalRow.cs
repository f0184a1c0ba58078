using System.Collections.Immutable;
using Tracetest.Domain.TestRuns;

namespace Tracetest.Infrastructure.TestRuns;

/// <summary>The events stored together with one revision of a run: one row per commit, not one per event.</summary>
internal sealed class RunJournalRow
{
    public required string TestId { get; init; }

    public required int RunId { get; init; }

    public required int Revision { get; init; }

    public required ImmutableArray<RunEvent> Events { get; init; }
}
