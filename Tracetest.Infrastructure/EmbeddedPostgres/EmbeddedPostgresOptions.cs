using Microsoft.Extensions.Options;

namespace Tracetest.Infrastructure.EmbeddedPostgres;

/// <summary>The private PostgreSQL that the server runs when no <c>postgres.host</c> is configured.</summary>
public sealed class EmbeddedPostgresOptions
{
    /// <summary>Where the options stand in the configuration.</summary>
    public const string Section = "postgres:embedded";

    /// <summary>
    /// The folder of the cluster; it survives restarts. Empty: <c>tracetest/postgres</c> below <c>$XDG_DATA_HOME</c> or
    /// <c>~/.local/share</c>, or <c>/var/lib/tracetest/postgres</c> for a root whose home the server's user may not enter.
    /// </summary>
    public string DataDirectory { get; set; } = "";

    /// <summary>Further server settings by name, e.g. <c>shared_preload_libraries</c>. Those the cluster's safety needs win.</summary>
    public Dictionary<string, string> Settings { get; } = new(StringComparer.Ordinal);

    /// <summary>Longest wait until the server answers, crash recovery included. More than zero. Default: 2 minutes.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Longest wait for a clean stop before the server is made to. More than zero. Default: 10 seconds.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>Finds all faults of the options at once.</summary>
internal sealed class ValidateEmbeddedPostgresOptions : IValidateOptions<EmbeddedPostgresOptions>
{
    public ValidateOptionsResult Validate(string? name, EmbeddedPostgresOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        foreach (var (key, value) in new[] { ("startTimeout", options.StartTimeout), ("stopTimeout", options.StopTimeout) })
        {
            if (value <= TimeSpan.Zero)
            {
                faults.AddError($"postgres.embedded.{key} ({value}) must be more than zero.");
            }
        }

        foreach (var fault in ServerSettings.FindFaults(options))
        {
            faults.AddError(fault);
        }

        return faults.Build();
    }
}
