using YamlDotNet.RepresentationModel;

namespace Tracetest.Conformance.Tests.Deploy;

/// <summary>The configuration files that docker-compose.yaml mounts.</summary>
public sealed class DeployedConfigTests
{
    /// <summary>The server's documented keys; <c>*</c> stands for a name the user chooses.</summary>
    private static readonly string[] KnownKeys =
    [
        "postgres.host", "postgres.port", "postgres.user", "postgres.password", "postgres.dbname", "postgres.params",
        "server.httpPort", "server.pathPrefix", "server.telemetry.exporter", "server.telemetry.applicationExporter",
        "telemetry.exporters.*.serviceName", "telemetry.exporters.*.sampling", "telemetry.exporters.*.metricsReaderInterval",
        "telemetry.exporters.*.exporter.type", "telemetry.exporters.*.exporter.collector.endpoint",
    ];

    private static readonly string[] ProvisionedTypes =
        ["Test", "TestSuite", "VariableSet", "Demo", "DataStore", "PollingProfile", "TestRunner", "Analyzer", "Config"];

    private readonly ComposeFile _compose = ComposeFile.Read("docker-compose.yaml");

    [Fact]
    public void TracetestConfig_Keys_AreAllKnownToTheServer() =>
        Assert.All(Leaves(Documents("deploy/tracetest.config.yaml").Single()), leaf => Assert.Contains(Anonymous(leaf.Key), KnownKeys));

    [Fact]
    public void TracetestConfig_ExportersNamed_AreDefined()
    {
        var leaves = Leaves(Documents("deploy/tracetest.config.yaml").Single()).ToDictionary();

        Assert.All(
            (string[])["server.telemetry.exporter", "server.telemetry.applicationExporter"],
            key => Assert.Contains($"telemetry.exporters.{leaves[key]}.exporter.collector.endpoint", leaves.Keys));
    }

    [Fact]
    public void TracetestConfig_Hosts_AreServicesOfTheComposeFile()
    {
        var leaves = Leaves(Documents("deploy/tracetest.config.yaml").Single());
        var hosts = leaves.Where(leaf => leaf.Key.Split('.')[^1] is "host" or "endpoint");

        Assert.All(hosts, leaf => Assert.Contains(leaf.Value.Split(':')[0], _compose.Services.Keys));
    }

    [Fact]
    public void TracetestConfig_Database_IsTheOnePostgresCreates()
    {
        var leaves = Leaves(Documents("deploy/tracetest.config.yaml").Single()).ToDictionary();

        Assert.Equal(_compose.Services["postgres"].Environment["POSTGRES_DB"], leaves["postgres.dbname"]);
    }

    [Fact]
    public void Provisioning_Documents_AreResourcesOfKnownTypes() =>
        Assert.All(Documents("deploy/tracetest.provisioning.yaml"), document =>
        {
            Assert.Equal(["type", "spec"], document.Children.Keys.Select(key => key.ToString()));
            Assert.Contains(document.Children["type"].ToString(), ProvisionedTypes);
        });

    [Fact]
    public void CollectorConfig_Pipelines_NameComponentsThatAreDefined()
    {
        var root = Documents("deploy/collector.config.yaml").Single();
        var pipeline = (YamlMappingNode)root["service"]["pipelines"]["traces"];

        Assert.All(pipeline.Children, part => Assert.All(
            (YamlSequenceNode)part.Value,
            name => Assert.Contains(name, ((YamlMappingNode)root[part.Key]).Children.Keys)));
    }

    [Fact]
    public void CollectorConfig_Exporters_SendToTracetestAndJaeger()
    {
        var exporters = (YamlMappingNode)Documents("deploy/collector.config.yaml").Single()["exporters"];

        Assert.Equal(["tracetest:4317", "jaeger:4317"], exporters.Children.Values.Select(exporter => exporter["endpoint"].ToString()));
    }

    private static IEnumerable<YamlMappingNode> Documents(string relative)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(RepositoryFiles.Read(relative)));
        return stream.Documents.Select(document => (YamlMappingNode)document.RootNode);
    }

    /// <summary>Every scalar with its dotted key. Our own files are three levels deep, so recursion is bounded.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Leaves(YamlMappingNode mapping, string prefix = "") =>
        mapping.Children.SelectMany(child => child.Value is YamlMappingNode nested
            ? Leaves(nested, $"{prefix}{child.Key}.")
            : [KeyValuePair.Create($"{prefix}{child.Key}", child.Value.ToString())]);

    private static string Anonymous(string key) =>
        key.Split('.') is ["telemetry", "exporters", _, .. var rest] ? $"telemetry.exporters.*.{string.Join('.', rest)}" : key;
}
