using System.Collections.Immutable;
using System.Text;

namespace Tracetest.Infrastructure.Configuration;

/// <summary>Reads a provisioning document: YAML documents of <c>{type, spec}</c>. Source: spec server 6.3.</summary>
internal static class ProvisioningDocument
{
    private static readonly string[] Kinds =
        ["Test", "TestSuite", "VariableSet", "Demo", "DataStore", "PollingProfile", "TestRunner", "Analyzer", "Config"];

    private static readonly Dictionary<string, string> NewNames = new() { ["Transaction"] = "TestSuite", ["Environment"] = "VariableSet" };

    /// <summary>From base64, as the variable holds it.</summary>
    public static (ImmutableArray<ProvisioningEntry> Entries, ImmutableArray<ConfigurationFault> Faults) Decode(string base64, string source)
    {
        try
        {
            return Parse(Encoding.UTF8.GetString(Convert.FromBase64String(base64)), source);
        }
        catch (FormatException)
        {
            return ([], [new ConfigurationFault(source, "is not base64.")]);
        }
    }

    public static (ImmutableArray<ProvisioningEntry> Entries, ImmutableArray<ConfigurationFault> Faults) Parse(string text, string source)
    {
        var (documents, fault) = YamlText.Read(text, source);
        var entries = ImmutableArray.CreateBuilder<ProvisioningEntry>();
        var faults = ImmutableArray.CreateBuilder<ConfigurationFault>();
        if (fault is not null)
        {
            faults.Add(fault);
        }

        foreach (var document in documents)
        {
            var place = $"{source}:{document.Line}";
            var (entry, message) = ReadEntry(document, place);
            if (entry is not null)
            {
                entries.Add(entry);
                faults.AddRange(TestFaults(document, source));
            }
            else
            {
                faults.Add(new ConfigurationFault(place, message!));
            }
        }

        return (entries.ToImmutable(), faults.ToImmutable());
    }

    private static IEnumerable<ConfigurationFault> TestFaults(YamlValue document, string source) =>
        document is YamlValue.Mapping mapping && Find(mapping, "type") is YamlValue.Scalar { Text: "Test" } && Find(mapping, "spec") is YamlValue.Mapping spec
            ? ProvisionedTest.Faults(spec, source)
            : [];

    private static (ProvisioningEntry? Entry, string? Fault) ReadEntry(YamlValue document, string place)
    {
        if (document is not YamlValue.Mapping mapping)
        {
            return (null, "a resource with `type` and `spec` was expected.");
        }

        var kind = (Find(mapping, "type") as YamlValue.Scalar)?.Text;
        return (kind, Find(mapping, "spec")) switch
        {
            (null, _) => (null, "`type` is missing."),
            ({ } old, _) when NewNames.TryGetValue(old, out var name) => (null, $"`{old}` is called `{name}` now."),
            ({ } known, YamlValue.Mapping spec) when Kinds.Contains(known, StringComparer.Ordinal) => Checked(known, spec, place),
            ({ } known, _) when Kinds.Contains(known, StringComparer.Ordinal) => (null, "`spec` is missing or holds no fields."),
            _ => (null, $"`{kind}` is no kind of resource; known are {string.Join(", ", Kinds)}."),
        };
    }

    private static (ProvisioningEntry? Entry, string? Fault) Checked(string kind, YamlValue.Mapping spec, string place)
    {
        var entry = new ProvisioningEntry(kind, YamlJson.From(spec)!.AsObject(), place);
        return ProvisioningRules.FindFault(entry) is { } fault ? (null, fault) : (entry, null);
    }

    private static YamlValue? Find(YamlValue.Mapping mapping, string key) =>
        mapping.Entries.FirstOrDefault(entry => entry.Key == key)?.Value;
}
