namespace Tracetest.Infrastructure.Persistence;

/// <summary>A step that needs the migrated database and must be over before the server does anything with it.</summary>
public interface IDatabasePreparation
{
    /// <summary>Runs once per start; steps run one after the other, in the order of their registration.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);
}
