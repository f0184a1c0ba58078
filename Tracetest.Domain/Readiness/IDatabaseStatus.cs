namespace Tracetest.Domain.Readiness;

/// <summary>Whether the product's database can be used; what a readiness probe asks.</summary>
public interface IDatabaseStatus
{
    /// <summary>Asks the database now and answers within a few seconds; never throws but for cancellation. Thread-safe.</summary>
    Task<DatabaseStatus> CheckAsync(CancellationToken cancellationToken);
}

/// <summary>The state of the product's database.</summary>
public abstract record DatabaseStatus
{
    private DatabaseStatus() { }

    /// <summary>It answers and has this version's schema.</summary>
    public sealed record Ready : DatabaseStatus;

    /// <summary>The server has not finished preparing it.</summary>
    public sealed record Starting : DatabaseStatus;

    /// <summary>It does not answer at the moment.</summary>
    /// <param name="Reason">For the operator; holds no secret.</param>
    public sealed record Unreachable(string Reason) : DatabaseStatus;
}
