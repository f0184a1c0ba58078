using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tracetest.Infrastructure.Traces;

internal sealed class SpanConfiguration : IEntityTypeConfiguration<SpanRow>
{
    public void Configure(EntityTypeBuilder<SpanRow> builder)
    {
        builder.ToTable(SpanRow.Table);
        builder.HasKey(row => new { row.TraceId, row.SpanId });
        builder.Property(row => row.TraceId).HasColumnName("trace_id");
        builder.Property(row => row.SpanId).HasColumnName("span_id").ValueGeneratedNever();
        builder.Property(row => row.ParentId).HasColumnName("parent_id");
        builder.Property(row => row.Name).HasColumnName("name");
        builder.Property(row => row.ServiceName).HasColumnName("service_name");
        builder.Property(row => row.Kind).HasColumnName("kind");
        builder.Property(row => row.Status).HasColumnName("status");
        builder.Property(row => row.StartTimeUnixNano).HasColumnName("start_time_unix_nano");
        builder.Property(row => row.EndTimeUnixNano).HasColumnName("end_time_unix_nano");
        builder.Property(row => row.ReceivedAt).HasColumnName("received_at");
        builder.Property(row => row.OriginId).HasColumnName("origin_id"); // no foreign key: it would cost a lookup per span
        builder.Property(row => row.Message).HasColumnName("message");
    }
}
