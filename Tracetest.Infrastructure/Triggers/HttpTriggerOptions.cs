using Microsoft.Extensions.Options;

namespace Tracetest.Infrastructure.Triggers;

/// <summary>How long an HTTP trigger may take.</summary>
public sealed class HttpTriggerOptions
{
    /// <summary>Where these options are found in the configuration.</summary>
    public const string Section = "triggers:http";

    /// <summary>Time for a TCP connection to stand, name look-up included. More than zero, at most <see cref="TotalTimeout"/>. Default: 1 second.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Time from firing to the last byte of the answer, redirects included. More than zero, at most one hour. Default: 30 seconds.</summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

internal sealed class ValidateHttpTriggerOptions : IValidateOptions<HttpTriggerOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, HttpTriggerOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        if (options.TotalTimeout <= TimeSpan.Zero || options.TotalTimeout > Longest)
        {
            faults.AddError($"{HttpTriggerOptions.Section}:totalTimeout ({options.TotalTimeout}) must be more than 0 and at most {Longest}.");
        }

        if (options.ConnectTimeout <= TimeSpan.Zero || options.ConnectTimeout > options.TotalTimeout)
        {
            faults.AddError(
                $"{HttpTriggerOptions.Section}:connectTimeout ({options.ConnectTimeout}) must be more than 0 and at most totalTimeout ({options.TotalTimeout}).");
        }

        return faults.Build();
    }
}
