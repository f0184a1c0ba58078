namespace Tracetest.Infrastructure.Persistence;

/// <summary>The one row that says that a server has started on this database before.</summary>
public sealed class Installation
{
    /// <summary>The id of the one row.</summary>
    public const int OnlyId = 1;

    public required int Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
