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

/// <summary>The columns of a run that are not part of the domain's run.</summary>
internal static class RunColumns
{
    /// <summary>Span results that passed, so that lists need not read the results.</summary>
    public const string Passes = "Passes";

    /// <summary>Span results that did not pass.</summary>
    public const string Fails = "Fails";

    /// <summary>Whether every required gate passed, so that lists need not read the gates.</summary>
    public const string IsPassed = "IsPassed";

    /// <summary>The lease of the server the run belongs to.</summary>
    public const string Owner = "Owner";
}
