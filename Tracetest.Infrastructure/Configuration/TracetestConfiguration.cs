using System.Collections.Immutable;
using System.Globalization;

namespace Tracetest.Infrastructure.Configuration;

/// <summary>Reads file, environment and command line into one configuration: flag over variable over file over default.</summary>
public sealed class TracetestConfiguration
{
    private readonly Dictionary<string, SetKey> _keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ConfigurationFault> _faults = [];
    private readonly List<ConfigurationFault> _warnings = [];
    private readonly List<ProvisioningEntry> _provisioning = [];

    private TracetestConfiguration()
    {
    }

    /// <summary>Reads everything and reports all faults at once.</summary>
    public static ConfigurationOutcome Load(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> variables, string workingDirectory) =>
        new TracetestConfiguration().Read(arguments, variables, workingDirectory);

    private ConfigurationOutcome Read(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> variables, string workingDirectory)
    {
        var flags = FlagSource.Read(arguments);
        var file = flags.ConfigFile is { } named
            ? Path.GetFullPath(named, workingDirectory)
            : FileSource.Find(workingDirectory, variables.GetValueOrDefault("HOME"));
        Add(file is null ? SourceReading.Empty : FileSource.Read(file));
        Add(VariableSource.Read(variables));
        Add(flags.Reading);
        Judge();
        CheckExporters();
        AddProvisioning(flags.ProvisioningFile, variables, workingDirectory);
        return _faults.Count > 0
            ? new ConfigurationOutcome.Refused([.. _faults])
            : new ConfigurationOutcome.Loaded(Values(), new ConfigurationReport(file, [.. _warnings], [.. _provisioning]), flags.HostArguments);
    }

    /// <summary>A later source overrides an earlier one, key by key.</summary>
    private void Add(SourceReading reading)
    {
        _faults.AddRange(reading.Faults);
        foreach (var key in reading.Keys)
        {
            _keys[key.FullName] = key;
        }
    }

    private void Judge()
    {
        foreach (var key in _keys.Values)
        {
            switch (key.Key.Status)
            {
                case KeyStatus.Refused refused:
                    _faults.Add(new(key.Place, $"`{key.FullName}` is not supported any more. {refused.Replacement}"));
                    break;
                case KeyStatus.Retired retired:
                    _warnings.Add(new(key.Place, $"`{key.FullName}` has no effect any more. {retired.Replacement}"));
                    break;
                case KeyStatus.Resource resource:
                    _warnings.Add(new(key.Place,
                        $"`{key.FullName}` has become part of the {resource.Kind} resource; it is taken over on the first start only."));
                    break;
            }
        }
    }

    private void CheckExporters()
    {
        foreach (var name in new[] { "server.telemetry.exporter", "server.telemetry.applicationExporter" })
        {
            if (_keys.GetValueOrDefault(name) is { Value: SetValue.Word { Text.Length: > 0 } chosen } key && !HasExporter(chosen.Text))
            {
                _faults.Add(new(key.Place, $"`{name}` names `{chosen.Text}`, which `telemetry.exporters` does not hold with an endpoint."));
            }
        }

        foreach (var key in _keys.Values.Where(IsUnknownExporter))
        {
            _faults.Add(new(key.Place, $"`{key.FullName}` must be `collector`."));
        }
    }

    private static bool IsUnknownExporter(SetKey key) =>
        key.Key.Name == "telemetry.exporters.{name}.exporter.type" && key.Value is not SetValue.Word { Text: "collector" };

    private bool HasExporter(string name) =>
        _keys.GetValueOrDefault($"telemetry.exporters.{name}.exporter.collector.endpoint") is { Value: SetValue.Word { Text.Length: > 0 } };

    private void AddProvisioning(string? namedFile, IReadOnlyDictionary<string, string> variables, string workingDirectory)
    {
        Keep(new FormerKeys(_keys).ToResources());
        if (namedFile is not null)
        {
            var path = Path.GetFullPath(namedFile, workingDirectory);
            Keep(ConfigurationText.TryRead(path, out var text, out var fault) ? ProvisioningDocument.Parse(text, path) : ([], [fault]));
        }
        else if (variables.GetValueOrDefault(VariableSource.Provisioning) is { Length: > 0 } encoded)
        {
            Keep(ProvisioningDocument.Decode(encoded, $"environment variable {VariableSource.Provisioning}"));
        }
    }

    private void Keep((ImmutableArray<ProvisioningEntry> Entries, ImmutableArray<ConfigurationFault> Faults) read)
    {
        _provisioning.AddRange(read.Entries);
        _faults.AddRange(read.Faults);
    }

    private ImmutableDictionary<string, string?> Values()
    {
        var values = ImmutableDictionary.CreateBuilder<string, string?>(StringComparer.OrdinalIgnoreCase);
        AddDefaults(values);
        foreach (var key in _keys.Values.Where(key => key.Key.Status is KeyStatus.Live))
        {
            AddValue(values, string.Join(':', key.Name), key.Value);
        }

        return values.ToImmutable();
    }

    /// <summary>A default of the catalogue is one for every options class, so that it stands in one place.</summary>
    private static void AddDefaults(ImmutableDictionary<string, string?>.Builder values)
    {
        foreach (var key in ConfigurationKeys.All.Where(key => key.Status is KeyStatus.Live && !key.Name.Contains('{', StringComparison.Ordinal)))
        {
            if (key.Type is not (KeyType.List or KeyType.Settings) && key.Default.Length > 0)
            {
                AddValue(values, key.Name.Replace('.', ':'), WrittenValue.FromText(key, key.Default).Value!);
            }
        }
    }

    private static void AddValue(ImmutableDictionary<string, string?>.Builder values, string path, SetValue value)
    {
        switch (value)
        {
            case SetValue.Word word:
                values[path] = word.Text;
                break;
            case SetValue.Words words:
                values.AddRange(words.Items.Select((item, index) =>
                    KeyValuePair.Create(string.Create(CultureInfo.InvariantCulture, $"{path}:{index}"), (string?)item)));
                break;
            case SetValue.Pairs pairs:
                values.AddRange(pairs.Items.Select(pair => KeyValuePair.Create($"{path}:{pair.Key}", (string?)pair.Value)));
                break;
        }
    }
}
