using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tracetest.Domain.Polling;

namespace Tracetest.Infrastructure.Configuration;

/// <summary>Turns keys that have become fields of resources into those resources.</summary>
internal sealed class FormerKeys(IReadOnlyDictionary<string, SetKey> keys)
{
    private static readonly (string Name, string Type, string Section, (string Key, string Field)[] Endpoints)[] Demos =
    [
        ("pokeshop", "pokeshop", "pokeshop", [("pokeshopHttp", "httpEndpoint"), ("pokeshopGrpc", "grpcEndpoint")]),
        ("otel", "otelstore", "opentelemetryStore",
        [
            ("otelFrontend", "frontendEndpoint"), ("otelProductCatalog", "productCatalogEndpoint"),
            ("otelCart", "cartEndpoint"), ("otelCheckout", "checkoutEndpoint"),
        ]),
    ];

    private readonly ImmutableArray<ProvisioningEntry>.Builder _entries = ImmutableArray.CreateBuilder<ProvisioningEntry>();
    private readonly ImmutableArray<ConfigurationFault>.Builder _faults = ImmutableArray.CreateBuilder<ConfigurationFault>();

    public (ImmutableArray<ProvisioningEntry> Entries, ImmutableArray<ConfigurationFault> Faults) ToResources()
    {
        AddPollingProfile();
        AddConfig();
        AddDemos();
        AddDataStore();
        return (_entries.ToImmutable(), _faults.ToImmutable());
    }

    private void AddPollingProfile()
    {
        var timeout = Find("poolingConfig.maxWaitTimeForTrace");
        var delay = Find("poolingConfig.retryDelay");
        if ((timeout ?? delay) is not { } first)
        {
            return;
        }

        var periodic = new JsonObject
        {
            ["retryDelay"] = GoText(delay) ?? "5s",
            ["timeout"] = GoText(timeout) ?? "1m",
            ["selectorMatchRetries"] = 3,
        };
        Add("PollingProfile", first.Place, new() { ["name"] = "default", ["strategy"] = "periodic", ["default"] = true, ["periodic"] = periodic });
    }

    private void AddConfig()
    {
        if (Find("googleAnalytics.enabled") is { } enabled)
        {
            Add("Config", enabled.Place, new() { ["name"] = "Config", ["analyticsEnabled"] = Word(enabled) == "true" });
        }
    }

    private void AddDemos()
    {
        if (Find("demo.enabled") is not { Value: SetValue.Words words } enabled)
        {
            return;
        }

        foreach (var name in words.Items)
        {
            if (Array.Find(Demos, demo => demo.Name == name) is { Name: not null } demo)
            {
                Add("Demo", enabled.Place, Demo(demo));
            }
            else
            {
                _faults.Add(new(enabled.Place, $"`demo.enabled` lists `{name}`; known are pokeshop and otel."));
            }
        }
    }

    private JsonObject Demo((string Name, string Type, string Section, (string Key, string Field)[] Endpoints) demo)
    {
        var endpoints = new JsonObject();
        foreach (var (key, field) in demo.Endpoints)
        {
            if (Find("demo.endpoints." + key) is { } endpoint)
            {
                endpoints[field] = Word(endpoint);
            }
        }

        return new() { ["id"] = demo.Name, ["name"] = demo.Name, ["type"] = demo.Type, ["enabled"] = true, [demo.Section] = endpoints };
    }

    private void AddDataStore()
    {
        if (Find("server.telemetry.dataStore") is not { } chosen || Word(chosen) is not { Length: > 0 } name)
        {
            return;
        }

        if (Find("telemetry.dataStores." + name) is not { Value: SetValue.Tree { Value: YamlValue.Mapping mapping } } store)
        {
            _faults.Add(new(chosen.Place, $"`server.telemetry.dataStore` names `{name}`, which `telemetry.dataStores` does not hold."));
            return;
        }

        var spec = YamlJson.From(mapping)!.AsObject();
        spec["name"] = name;
        spec["default"] = true;
        NestTempoClient(spec);
        Add("DataStore", store.Place, spec);
    }

    /// <summary>The key held Tempo's gRPC settings directly; the resource holds them under the kind of client.</summary>
    private static void NestTempoClient(JsonObject spec)
    {
        if (spec["tempo"] is JsonObject tempo && tempo.ContainsKey("endpoint"))
        {
            spec["tempo"] = new JsonObject { ["type"] = "grpc", ["grpc"] = tempo.DeepClone() };
        }
    }

    private void Add(string kind, string place, JsonObject spec)
    {
        var entry = new ProvisioningEntry(kind, spec, place);
        if (ProvisioningRules.FindFault(entry) is { } fault)
        {
            _faults.Add(new(place, fault));
        }
        else
        {
            _entries.Add(entry);
        }
    }

    private SetKey? Find(string name) => keys.GetValueOrDefault(name);

    private static string? Word(SetKey key) => (key.Value as SetValue.Word)?.Text;

    /// <summary>A checked duration is held as options bind it; a resource wants Go's form.</summary>
    private static string? GoText(SetKey? key) => key is not null && Word(key) is { } text
        ? GoDuration.Format(TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture))
        : null;
}
