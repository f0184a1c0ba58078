using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Traces;
using Tracetest.Infrastructure.Persistence;
using Tracetest.Infrastructure.Tests;

namespace Tracetest.Infrastructure.TestRuns;

internal sealed class TestRunConfiguration : IEntityTypeConfiguration<TestRun>
{
    /// <summary>The column with the lease of the server the run belongs to.</summary>
    public const string OwnerColumn = "Owner";

    public void Configure(EntityTypeBuilder<TestRun> builder)
    {
        builder.ToTable("test_runs");
        builder.HasKey(run => new { run.TestId, run.Id });
        builder.HasOne<TestRow>().WithMany().HasForeignKey(run => run.TestId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(run => run.TestId).HasColumnName("test_id");
        builder.Property(run => run.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(run => run.Revision).HasColumnName("revision").IsConcurrencyToken();
        builder.Property(run => run.TestVersion).HasColumnName("test_version");
        builder.Property(run => run.State).HasColumnName("state").HasConversion(state => state.ToName(), name => RunStates.Parse(name));
        builder.Property(run => run.TraceId).HasColumnName("trace_id").HasConversion(id => ToUuid(id), uuid => ToTraceId(uuid));
        builder.Property(run => run.SpanId).HasColumnName("span_id").HasConversion(id => id.ToByteArray(), bytes => ReadSpanId(bytes));
        ConfigureTimes(builder);
        ConfigureDocuments(builder);
        ConfigureFigures(builder);
        builder.HasIndex(run => run.TraceId);
        builder.HasIndex(run => run.State).HasFilter($"state in ({UnfinishedStates})");
    }

    /// <summary>The states that are not final, as a list of SQL literals.</summary>
    private static string UnfinishedStates { get; } =
        string.Join(", ", Enum.GetValues<RunState>().Where(state => !state.IsFinal()).Select(state => $"'{state.ToName()}'"));

    private static void ConfigureTimes(EntityTypeBuilder<TestRun> builder)
    {
        builder.Property(run => run.CreatedAt).HasColumnName("created_at");
        builder.Property(run => run.TriggeredAt).HasColumnName("triggered_at");
        builder.Property(run => run.TriggerCompletedAt).HasColumnName("trigger_completed_at");
        builder.Property(run => run.TraceObtainedAt).HasColumnName("trace_obtained_at");
        builder.Property(run => run.CompletedAt).HasColumnName("completed_at");
        builder.Property(run => run.JudgedThrough).HasColumnName("judged_through");
        builder.Property(run => run.QuietPeriod).HasColumnName("quiet_period");
    }

    private static void ConfigureDocuments(EntityTypeBuilder<TestRun> builder)
    {
        builder.Property(run => run.LastError).HasColumnName("last_error");
        builder.Property(run => run.ResolvedTrigger).HasColumnName("resolved_trigger").HasJson();
        builder.Property(run => run.Response).HasColumnName("response").HasJson();
        builder.Property(run => run.TriggerError).HasColumnName("trigger_error").HasJson();
        builder.Property(run => run.Variables).HasColumnName("variables").HasJson();
        builder.Property(run => run.Metadata).HasColumnName("metadata").HasJson();
        builder.Property(run => run.Results).HasColumnName("results").HasJson();
        builder.Property(run => run.Outputs).HasColumnName("outputs").HasJson();
        builder.Property(run => run.Gates).HasColumnName("gates").HasJson();
    }

    private static void ConfigureFigures(EntityTypeBuilder<TestRun> builder)
    {
        builder.Property(run => run.SpansJudged).HasColumnName("spans_judged");
        builder.Property<int>(RunColumns.Passes).HasColumnName("passes");
        builder.Property<int>(RunColumns.Fails).HasColumnName("fails");
        builder.Property<bool>(RunColumns.IsPassed).HasColumnName("is_passed");
        builder.Property<long>(OwnerColumn).HasColumnName("owner").IsConcurrencyToken();
    }

    /// <summary>The same 16 bytes as in the table of spans.</summary>
    public static Guid ToUuid(TraceId id) => new(id.ToByteArray(), bigEndian: true);

    private static TraceId ToTraceId(Guid uuid) => TraceId.TryRead(uuid.ToByteArray(bigEndian: true), out var id) ? id : default;

    private static SpanId ReadSpanId(byte[] bytes) => SpanId.TryRead(bytes, out var id) ? id : default;
}

internal sealed class RunJournalConfiguration : IEntityTypeConfiguration<RunJournalRow>
{
    public void Configure(EntityTypeBuilder<RunJournalRow> builder)
    {
        builder.ToTable("test_run_events");
        builder.HasKey(entry => new { entry.TestId, entry.RunId, entry.Revision });
        builder.HasOne<TestRun>().WithMany().HasForeignKey(entry => new { entry.TestId, entry.RunId }).OnDelete(DeleteBehavior.Cascade);
        builder.Property(entry => entry.TestId).HasColumnName("test_id");
        builder.Property(entry => entry.RunId).HasColumnName("run_id");
        builder.Property(entry => entry.Revision).HasColumnName("revision").ValueGeneratedNever();
        builder.Property(entry => entry.Events).HasColumnName("events").HasJson();
    }
}
