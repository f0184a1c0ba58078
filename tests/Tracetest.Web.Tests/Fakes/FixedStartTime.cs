namespace Tracetest.Web.Tests.Fakes;

/// <summary>A clock that starts where the samples stand and runs at the usual speed.</summary>
public sealed class FixedStartTime(DateTimeOffset start) : TimeProvider
{
    private readonly long _origin = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(_origin);
}
