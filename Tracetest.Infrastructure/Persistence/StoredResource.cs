namespace Tracetest.Infrastructure.Persistence;

/// <summary>A resource as it is stored: singletons and demos, told apart by kind.</summary>
public sealed class StoredResource
{
    /// <summary>The id of a resource of which there is one per server.</summary>
    public const string SingletonId = "current";

    /// <summary>E.g. <c>PollingProfile</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Unique within the kind.</summary>
    public required string Id { get; init; }

    /// <summary>Its fields, as a JSON object.</summary>
    public required string Spec { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
