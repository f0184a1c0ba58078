using Microsoft.Extensions.Options;

namespace Tracetest.Infrastructure.Telemetry;

/// <summary>The exporters in use.</summary>
internal sealed class TelemetryExporters(IOptions<TelemetryOptions> all, IOptions<ServerTelemetryOptions> used)
{
    /// <summary>For this server's own spans and metrics; <see langword="null"/> for none.</summary>
    public TelemetryExporter? Own => Find(used.Value.Exporter);

    /// <summary>For the trigger spans; <see langword="null"/> for none.</summary>
    public TelemetryExporter? Application => Find(used.Value.ApplicationExporter);

    /// <summary>Those in use that say nothing of sampling, and so send no span.</summary>
    public IEnumerable<string> WithoutSampling => new[] { used.Value.Exporter, used.Value.ApplicationExporter }
        .Where(name => name.Length > 0 && all.Value.Exporters[name].Sampling is null)
        .Distinct(StringComparer.OrdinalIgnoreCase);

    private TelemetryExporter? Find(string name) =>
        name.Length == 0 ? null : TelemetryExporter.Read(name, all.Value.Exporters[name]).Exporter;
}

/// <summary>Finds an exporter that is used but not defined, or defined wrongly. One that is not used may be anything.</summary>
internal sealed class ValidateServerTelemetryOptions(IOptions<TelemetryOptions> all) : IValidateOptions<ServerTelemetryOptions>
{
    public ValidateOptionsResult Validate(string? name, ServerTelemetryOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        Check("exporter", options.Exporter, faults);
        Check("applicationExporter", options.ApplicationExporter, faults);
        return faults.Build();
    }

    private void Check(string key, string name, ValidateOptionsResultBuilder faults)
    {
        if (name.Length == 0)
        {
            return;
        }

        if (!all.Value.Exporters.TryGetValue(name, out var exporter))
        {
            faults.AddError($"{ServerTelemetryOptions.Section}:{key} is `{name}`, but {TelemetryOptions.Section}:exporters has {Known()}.");
            return;
        }

        foreach (var fault in TelemetryExporter.Read(name, exporter).Faults)
        {
            faults.AddError(fault);
        }
    }

    private string Known() => all.Value.Exporters.Count == 0
        ? "no exporter at all"
        : "only " + string.Join(", ", all.Value.Exporters.Keys.Order(StringComparer.Ordinal).Select(known => $"`{known}`"));
}
