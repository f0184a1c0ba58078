using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Tracetest.Infrastructure.Persistence;

namespace EfDesign;

/// <summary>Gives dotnet-ef the model; it adds migrations without a database.</summary>
public sealed class DesignTimeDatabase : IDesignTimeDbContextFactory<TracetestDatabase>
{
    public TracetestDatabase CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<TracetestDatabase>().UseNpgsql("Host=/nowhere").Options);
}
