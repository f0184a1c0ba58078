namespace Tracetest.Domain.Expressions.Functions;

/// <summary>Where functions take time and chance from.</summary>
/// <param name="Clock">The time and the local zone.</param>
/// <param name="Random">Used for test data only. Pass one that is thread-safe wherever evaluations run side by side.</param>
public sealed record FunctionContext(TimeProvider Clock, Random Random)
{
    /// <summary>The system's clock and shared generator; thread-safe.</summary>
    public static FunctionContext System { get; } = new(TimeProvider.System, Random.Shared);
}
