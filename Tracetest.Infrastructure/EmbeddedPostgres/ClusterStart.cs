namespace Tracetest.Infrastructure.EmbeddedPostgres;

/// <summary>How a start of the private cluster came out.</summary>
public abstract record ClusterStart
{
    private ClusterStart() { }

    /// <summary>The database answers.</summary>
    /// <param name="Created">Whether the cluster was created by this start.</param>
    public sealed record Ready(bool Created) : ClusterStart;

    /// <summary>Nothing runs, and nothing that is not ours was touched.</summary>
    /// <param name="Reason">For the operator: what is wrong and what cures it.</param>
    public sealed record Refused(string Reason) : ClusterStart;
}
