using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tracetest.Infrastructure.Persistence;

namespace Tracetest.Infrastructure.Tests;

internal sealed class TestConfiguration : IEntityTypeConfiguration<TestRow>
{
    public void Configure(EntityTypeBuilder<TestRow> builder)
    {
        builder.ToTable("tests");
        builder.HasKey(test => test.Id);
        builder.Property(test => test.Id).HasColumnName("id");
        builder.Property(test => test.Version).HasColumnName("version");
        builder.Property(test => test.Name).HasColumnName("name");
        builder.Property(test => test.Description).HasColumnName("description");
        builder.Property(test => test.CreatedAt).HasColumnName("created_at");
        builder.Property(test => test.LastRunNumber).HasColumnName("last_run_number");
        builder.Property(test => test.RunCount).HasColumnName("run_count");
        builder.Property(test => test.LastRunAt).HasColumnName("last_run_at");
        builder.HasIndex(test => test.CreatedAt);
    }
}

internal sealed class TestVersionConfiguration : IEntityTypeConfiguration<TestVersionRow>
{
    public void Configure(EntityTypeBuilder<TestVersionRow> builder)
    {
        builder.ToTable("test_versions");
        builder.HasKey(version => new { version.TestId, version.Version });
        builder.HasOne<TestRow>().WithMany().HasForeignKey(version => version.TestId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(version => version.TestId).HasColumnName("test_id");
        builder.Property(version => version.Version).HasColumnName("version");
        builder.Property(version => version.Name).HasColumnName("name");
        builder.Property(version => version.Description).HasColumnName("description");
        builder.Property(version => version.Trigger).HasColumnName("trigger").HasJson();
        builder.Property(version => version.Specs).HasColumnName("specs").HasJson();
        builder.Property(version => version.Outputs).HasColumnName("outputs").HasJson();
        builder.Property(version => version.SkipTraceCollection).HasColumnName("skip_trace_collection");
    }
}
