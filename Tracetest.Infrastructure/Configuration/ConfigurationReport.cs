using System.Collections.Immutable;

namespace Tracetest.Infrastructure.Configuration;

/// <summary>What reading the configuration brought besides values.</summary>
/// <param name="File">The file that was read; <see langword="null"/> when there was none.</param>
/// <param name="Warnings">For the log, once each, at start.</param>
/// <param name="Provisioning">What to store on the first start, in this order.</param>
public sealed record ConfigurationReport(string? File, ImmutableArray<ConfigurationFault> Warnings, ImmutableArray<ProvisioningEntry> Provisioning);

/// <summary>How reading the configuration came out.</summary>
public abstract record ConfigurationOutcome
{
    private ConfigurationOutcome() { }

    /// <param name="Values">By paths with colons, for <c>AddInMemoryCollection</c>.</param>
    /// <param name="HostArguments">The arguments that are the web host's own.</param>
    public sealed record Loaded(
        ImmutableDictionary<string, string?> Values, ConfigurationReport Report, ImmutableArray<string> HostArguments) : ConfigurationOutcome;

    /// <param name="Faults">All there are.</param>
    public sealed record Refused(ImmutableArray<ConfigurationFault> Faults) : ConfigurationOutcome;
}
