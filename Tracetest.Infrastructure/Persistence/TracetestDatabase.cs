using Microsoft.EntityFrameworkCore;

namespace Tracetest.Infrastructure.Persistence;

/// <summary>The product's own database; the schema is what the configurations beside this file say.</summary>
public sealed class TracetestDatabase(DbContextOptions<TracetestDatabase> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(TracetestDatabase).Assembly);
}
