using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Tracetest.Infrastructure.Persistence;

Console.WriteLine("""
    This project is for dotnet-ef only:
    dotnet tool restore && dotnet restore eng/EfDesign
    dotnet ef migrations add NAME --project Tracetest.Infrastructure --startup-project eng/EfDesign --output-dir Persistence/Migrations
    """);

/// <summary>Gives dotnet-ef the model; it adds migrations without a database.</summary>
public sealed class DesignTimeDatabase : IDesignTimeDbContextFactory<TracetestDatabase>
{
    public TracetestDatabase CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<TracetestDatabase>().UseNpgsql("Host=/nowhere").Options);
}
