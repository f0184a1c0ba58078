using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tracetest.Infrastructure.Persistence;

internal sealed class InstallationConfiguration : IEntityTypeConfiguration<Installation>
{
    public void Configure(EntityTypeBuilder<Installation> builder)
    {
        builder.ToTable("installation");
        builder.HasKey(installation => installation.Id);
        builder.Property(installation => installation.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(installation => installation.CreatedAt).HasColumnName("created_at");
    }
}
