using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tracetest.Infrastructure.Configuration;

/// <summary>Says once, at start, where the configuration came from and what in it has no effect.</summary>
internal sealed class ConfigurationReportLog(ConfigurationReport report, ILogger<ConfigurationReportLog> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        logger.LogInformation("Configuration file: {File}.", report.File ?? "none found; defaults, variables and flags apply");
        foreach (var warning in report.Warnings)
        {
            logger.LogWarning("{Warning}", warning);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
