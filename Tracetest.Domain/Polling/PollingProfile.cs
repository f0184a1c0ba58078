namespace Tracetest.Domain.Polling;

/// <summary>How long a run waits for its trace.</summary>
/// <remarks>
/// Source: spec server 1.6. The original fetches every <see cref="RetryDelay"/>; here arriving spans wake the run, and the
/// numbers remain upper bounds (docs/adr/006).
/// </remarks>
public sealed record PollingProfile
{
    /// <summary>For people.</summary>
    public string Name { get; init; } = "default";

    /// <summary>Longest silence after which a trace without a missing part counts as whole. More than zero. Default: 5 seconds.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait, from the trigger's answer. At least <see cref="RetryDelay"/>. Default: 1 minute.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many further silences of <see cref="RetryDelay"/> an unmatched selector or a missing parent is granted. Default: 3.</summary>
    public int SelectorMatchRetries { get; init; } = 3;

    /// <summary>The profile of a server where none is stored.</summary>
    public static PollingProfile Default { get; } = new();
}

/// <summary>Where a run finds its polling profile.</summary>
public interface IPollingProfiles
{
    /// <summary>The profile in force; <see cref="PollingProfile.Default"/> when none is stored.</summary>
    Task<PollingProfile> CurrentAsync(CancellationToken cancellationToken);
}

/// <summary>Changes the polling profile.</summary>
public interface IPollingProfileStore
{
    /// <summary>Puts a profile in the place of the one in force; runs that already wait keep theirs. The caller has checked it.</summary>
    Task ReplaceAsync(PollingProfile profile, CancellationToken cancellationToken);
}
