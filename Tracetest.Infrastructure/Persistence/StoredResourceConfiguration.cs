using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tracetest.Infrastructure.Persistence;

internal sealed class StoredResourceConfiguration : IEntityTypeConfiguration<StoredResource>
{
    public void Configure(EntityTypeBuilder<StoredResource> builder)
    {
        builder.ToTable("resources");
        builder.HasKey(resource => new { resource.Kind, resource.Id });
        builder.Property(resource => resource.Kind).HasColumnName("kind");
        builder.Property(resource => resource.Id).HasColumnName("id");
        builder.Property(resource => resource.Spec).HasColumnName("spec").HasColumnType("jsonb");
        builder.Property(resource => resource.CreatedAt).HasColumnName("created_at");
    }
}
