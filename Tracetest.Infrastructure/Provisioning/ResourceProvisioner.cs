using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Tracetest.Infrastructure.Configuration;
using Tracetest.Infrastructure.Persistence;

namespace Tracetest.Infrastructure.Provisioning;

/// <summary>Stores what the configuration provides, on the first start on a database only; all of it or nothing.</summary>
/// <remarks>Source: spec server 6.3. Two servers that start at once are told apart by the one row of the installation.</remarks>
internal sealed class ResourceProvisioner(
    ConfigurationReport report, IDbContextFactory<TracetestDatabase> databases, TimeProvider time, ILogger<ResourceProvisioner> logger) : IDatabasePreparation
{
    private static readonly string[] NotYet = ["Test", "TestSuite", "VariableSet"];

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        ReportUnsupported();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (!await IsFirstStartAsync(database, cancellationToken))
        {
            return;
        }

        var supported = report.Provisioning.Where(entry => !NotYet.Contains(entry.Kind, StringComparer.Ordinal)).ToArray();
        foreach (var entry in supported)
        {
            await StoreAsync(database, entry, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        logger.LogInformation("First start on this database: {Count} resources were provisioned.", supported.Length);
    }

    private void ReportUnsupported()
    {
        foreach (var entry in report.Provisioning.Where(entry => NotYet.Contains(entry.Kind, StringComparer.Ordinal)))
        {
            logger.LogWarning("{Place}: provisioning a {Kind} is not supported yet; it is left out.", entry.Place, entry.Kind);
        }
    }

    private async Task<bool> IsFirstStartAsync(TracetestDatabase database, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var added = await database.Database.ExecuteSqlAsync(
            $"insert into installation (id, created_at) values ({Installation.OnlyId}, {now}) on conflict do nothing", cancellationToken);
        return added == 1;
    }

    private async Task StoreAsync(TracetestDatabase database, ProvisioningEntry entry, CancellationToken cancellationToken)
    {
        var (id, spec, now) = (IdOf(entry), entry.Spec.ToJsonString(), time.GetUtcNow());
        await database.Database.ExecuteSqlAsync(
            $"""
             insert into resources (kind, id, spec, created_at) values ({entry.Kind}, {id}, {spec}::jsonb, {now})
             on conflict (kind, id) do update set spec = excluded.spec
             """,
            cancellationToken);
    }

    /// <summary>A demo without an id is told apart by its name.</summary>
    private static string IdOf(ProvisioningEntry entry) => entry.Kind != "Demo"
        ? StoredResource.SingletonId
        : (entry.Spec["id"] ?? entry.Spec["name"])?.ToString() ?? Guid.NewGuid().ToString("N");
}
