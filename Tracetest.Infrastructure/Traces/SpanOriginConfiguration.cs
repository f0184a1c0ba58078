using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tracetest.Infrastructure.Traces;

internal sealed class SpanOriginConfiguration : IEntityTypeConfiguration<SpanOriginRow>
{
    public void Configure(EntityTypeBuilder<SpanOriginRow> builder)
    {
        builder.ToTable(SpanOriginRow.Table);
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(row => row.Message).HasColumnName("message");
    }
}
