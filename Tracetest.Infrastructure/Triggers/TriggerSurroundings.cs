namespace Tracetest.Infrastructure.Triggers;

/// <summary>Where this server runs, as far as it explains why a trigger reached nobody.</summary>
/// <param name="IsInContainer">Whether <c>localhost</c> is a container and not the user's machine.</param>
public sealed record TriggerSurroundings(bool IsInContainer)
{
    /// <summary>Looks for the marks Docker and Kubernetes leave. Source: spec server 3.8.</summary>
    public static TriggerSurroundings Detect() => new(
        File.Exists("/.dockerenv") || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST")));
}
