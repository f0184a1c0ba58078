using System.Collections.Immutable;
using System.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.TestRuns;
using Tracetest.Infrastructure.Persistence;

namespace Tracetest.Infrastructure.TestRuns;

/// <summary>The statements that store runs: one per change, so one trip and one commit for the run with its events.</summary>
/// <remarks>
/// Written by hand and sent through EF Core, because change tracking and a transaction around three statements cost a run several
/// times what the database does (docs/benchmarks.md). The columns are those of <see cref="TestRunConfiguration"/>.
/// </remarks>
internal static class RunStatements
{
    /// <summary>What is known when the run is stored first, and stays.</summary>
    private static readonly Column[] Lasting =
    [
        new("test_version", NpgsqlDbType.Integer, run => run.TestVersion),
        new("trace_id", NpgsqlDbType.Uuid, run => TestRunConfiguration.ToUuid(run.TraceId)),
        new("span_id", NpgsqlDbType.Bytea, run => run.SpanId.ToByteArray()),
        new("created_at", NpgsqlDbType.TimestampTz, run => run.CreatedAt),
    ];

    private static readonly Column[] Changing =
    [
        new("state", NpgsqlDbType.Text, run => run.State.ToName()),
        new("triggered_at", NpgsqlDbType.TimestampTz, run => run.TriggeredAt),
        new("trigger_completed_at", NpgsqlDbType.TimestampTz, run => run.TriggerCompletedAt),
        new("trace_obtained_at", NpgsqlDbType.TimestampTz, run => run.TraceObtainedAt),
        new("completed_at", NpgsqlDbType.TimestampTz, run => run.CompletedAt),
        new("judged_through", NpgsqlDbType.TimestampTz, run => run.JudgedThrough),
        new("quiet_period", NpgsqlDbType.Interval, run => run.QuietPeriod),
        new("last_error", NpgsqlDbType.Text, run => run.LastError),
        new("resolved_trigger", NpgsqlDbType.Json, run => Document(run.ResolvedTrigger)),
        new("metadata", NpgsqlDbType.Json, run => DomainJson.Write(run.Metadata)),
        new("response", NpgsqlDbType.Json, run => Document(run.Response)),
        new("trigger_error", NpgsqlDbType.Json, run => Document(run.TriggerError)),
        new("variables", NpgsqlDbType.Json, run => DomainJson.Write(run.Variables)),
        new("results", NpgsqlDbType.Json, run => Document(run.Results)),
        new("outputs", NpgsqlDbType.Json, run => DomainJson.Write(run.Outputs)),
        new("gates", NpgsqlDbType.Json, run => DomainJson.Write(run.Gates)),
        new("spans_judged", NpgsqlDbType.Integer, run => run.SpansJudged),
        new("passes", NpgsqlDbType.Integer, run => (run.Results ?? AssertionResults.None).PassedCount),
        new("fails", NpgsqlDbType.Integer, run => (run.Results ?? AssertionResults.None).FailedCount),
        new("is_passed", NpgsqlDbType.Boolean, run => run.IsPassed),
    ];

    private static readonly Column[] All = [.. Lasting, .. Changing];

    /// <summary>Numbers, stores and answers the number; nothing when the test has gone.</summary>
    private static readonly string AddSql = $"""
        with numbered as (
          update tests set last_run_number = last_run_number + 1, run_count = run_count + 1, last_run_at = @created_at
          where id = @test_id returning last_run_number),
        added as (
          insert into test_runs (test_id, id, revision, owner, {Names(All, column => column.Name)})
          select @test_id, last_run_number, @revision, @owner, {Names(All, column => "@" + column.Name)} from numbered
          returning id),
        told as (
          insert into test_run_events (test_id, run_id, revision, events) select @test_id, id, @revision, @events from added)
        select id as number from added
        """;

    /// <summary>Stores the next revision if the one before it is stored and ours; answers nothing when it is not.</summary>
    private static readonly string SaveSql = $"""
        with saved as (
          update test_runs set revision = @revision, {Names(Changing, column => $"{column.Name} = @{column.Name}")}
          where test_id = @test_id and id = @id and revision = @revision - 1 and owner = @owner
          returning id)
        insert into test_run_events (test_id, run_id, revision, events) select @test_id, id, @revision, @events from saved
        """;

    /// <returns>The run's number; <see langword="null"/> when the test has gone.</returns>
    public static async Task<int?> AddAsync(
        TracetestDatabase database, TestRun run, long owner, ImmutableArray<RunEvent> events, CancellationToken cancellationToken)
    {
        var number = new NpgsqlParameter<int> { ParameterName = "number", Direction = ParameterDirection.Output };
        await database.Database.ExecuteSqlRawAsync(AddSql, [.. Parameters(All, run, owner, events), number], cancellationToken);
        return number.Value is int and > 0 and var given ? given : null;
    }

    /// <returns>Whether the revision before was stored and ours, and the new one now is.</returns>
    public static async Task<bool> TrySaveAsync(
        TracetestDatabase database, TestRun run, long owner, ImmutableArray<RunEvent> events, CancellationToken cancellationToken)
    {
        var id = new NpgsqlParameter<int>("id", run.Id);
        return await database.Database.ExecuteSqlRawAsync(SaveSql, [.. Parameters(Changing, run, owner, events), id], cancellationToken) > 0;
    }

    private static IEnumerable<NpgsqlParameter> Parameters(Column[] columns, TestRun run, long owner, ImmutableArray<RunEvent> events) =>
    [
        new NpgsqlParameter<string>("test_id", run.TestId),
        new NpgsqlParameter<int>("revision", run.Revision),
        new NpgsqlParameter<long>("owner", owner),
        new("events", NpgsqlDbType.Json) { Value = DomainJson.Write(events) },
        .. columns.Select(column => new NpgsqlParameter(column.Name, column.Type) { Value = column.Value(run) ?? DBNull.Value }),
    ];

    private static string Names(Column[] columns, Func<Column, string> text) => string.Join(", ", columns.Select(text));

    private static string? Document<T>(T? value)
        where T : class => value is null ? null : DomainJson.Write(value);

    private sealed record Column(string Name, NpgsqlDbType Type, Func<TestRun, object?> Value);
}
