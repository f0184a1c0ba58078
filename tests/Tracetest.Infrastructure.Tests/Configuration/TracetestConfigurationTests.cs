using System.Text;
using Tracetest.Infrastructure.Configuration;
using Tracetest.TestSupport;

namespace Tracetest.Infrastructure.Tests.Configuration;

public sealed class TracetestConfigurationTests : IDisposable
{
    private const string Sample = """
        postgres: {host: postgres, user: postgres, password: postgres, port: 5432, dbname: postgres, params: sslmode=disable}
        poolingConfig: {maxWaitTimeForTrace: 10m, retryDelay: 5s}
        googleAnalytics: {enabled: true}
        demo: {enabled: []}
        experimentalFeatures: []
        telemetry:
          dataStores:
            jaeger: {type: jaeger, jaeger: {endpoint: "jaeger:16685", tls: {insecure: true}}}
          exporters:
            collector: {serviceName: tracetest, sampling: 100, exporter: {type: collector, collector: {endpoint: "otel-collector:4317"}}}
        server:
          telemetry: {dataStore: jaeger, exporter: collector, applicationExporter: collector}
        """;

    private readonly string _folder = TestFolder.Create("configuration");
    private readonly Dictionary<string, string> _variables = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("postgres:host", "postgres")]
    [InlineData("postgres:user", "postgres")]
    [InlineData("postgres:password", "postgres")]
    [InlineData("postgres:port", "5432")]
    [InlineData("postgres:dbname", "postgres")]
    [InlineData("postgres:params", "sslmode=disable")]
    [InlineData("telemetry:exporters:collector:serviceName", "tracetest")]
    [InlineData("telemetry:exporters:collector:sampling", "100")]
    [InlineData("telemetry:exporters:collector:exporter:type", "collector")]
    [InlineData("telemetry:exporters:collector:exporter:collector:endpoint", "otel-collector:4317")]
    [InlineData("server:telemetry:exporter", "collector")]
    [InlineData("server:telemetry:applicationExporter", "collector")]
    public void Load_Sample_SetsTheKey(string path, string expected) => Assert.Equal(expected, Loaded(Sample).Values[path]);

    [Theory]
    [InlineData("PollingProfile", """{"name":"default","strategy":"periodic","default":true,"periodic":{"retryDelay":"5s","timeout":"10m","selectorMatchRetries":3}}""")]
    [InlineData("Config", """{"name":"Config","analyticsEnabled":true}""")]
    [InlineData("DataStore", """{"type":"jaeger","jaeger":{"endpoint":"jaeger:16685","tls":{"insecure":true}},"name":"jaeger","default":true}""")]
    public void Load_Sample_TurnsFormerKeysIntoTheResource(string kind, string expected) =>
        Assert.Equal(expected, Assert.Single(Loaded(Sample).Report.Provisioning, entry => entry.Kind == kind).Spec.ToJsonString());

    [Fact]
    public void Load_Sample_ListsNoDemoAndNoExperiment()
    {
        var loaded = Loaded(Sample);

        Assert.DoesNotContain(loaded.Report.Provisioning, entry => entry.Kind == "Demo");
        Assert.DoesNotContain(loaded.Values.Keys, path => path.StartsWith("experimentalFeatures", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("server: {httpPort: 0}", "server:httpPort", "0")]
    [InlineData("server: {pathPrefix: /}", "server:pathPrefix", "")]
    [InlineData("server: {pathPrefix: a/b/}", "server:pathPrefix", "/a/b")]
    [InlineData("otlpServer: {enabled: 'false'}", "otlpServer:enabled", "false")]
    [InlineData("otlpServer: {grpcPort: 1}", "otlpServer:grpcPort", "1")]
    [InlineData("otlpServer.httpPort: 2", "otlpServer:httpPort", "2")]
    [InlineData("postgres: {startTimeout: 1m30s}", "postgres:startTimeout", "00:01:30")]
    [InlineData("postgres: {maxConnections: 7}", "postgres:maxConnections", "7")]
    [InlineData("postgres: {embedded: {dataDirectory: /x}}", "postgres:embedded:dataDirectory", "/x")]
    [InlineData("postgres: {embedded: {stopTimeout: 500ms}}", "postgres:embedded:stopTimeout", "00:00:00.5000000")]
    [InlineData("postgres: {embedded: {startTimeout: 0.5h}}", "postgres:embedded:startTimeout", "00:30:00")]
    [InlineData("postgres: {embedded: {settings: {work_mem: 8MB}}}", "postgres:embedded:settings:work_mem", "8MB")]
    [InlineData("experimentalFeatures: [a, b]", "experimentalFeatures:1", "b")]
    [InlineData("telemetry: {exporters: {x: {metricsReaderInterval: 3s}}}", "telemetry:exporters:x:metricsReaderInterval", "00:00:03")]
    [InlineData("{\"server\": {\"httpPort\": 8}}", "server:httpPort", "8")]
    public void Load_File_SetsTheKey(string yaml, string path, string expected) => Assert.Equal(expected, Loaded(yaml).Values[path]);

    [Fact]
    public void Load_Nothing_GivesDefaults()
    {
        var values = Loaded("").Values;

        Assert.Equal("11633", values["server:httpPort"]);
        Assert.Equal("4317", values["otlpServer:grpcPort"]);
        Assert.Equal("4318", values["otlpServer:httpPort"]);
        Assert.False(values.ContainsKey("postgres:host"));
    }

    [Fact]
    public void Load_FileVariableAndFlag_TheNearerWins()
    {
        const string File = "server: {httpPort: 1}\notlpServer: {httpPort: 1, grpcPort: 1}";
        _variables["TRACETEST_SERVER_HTTPPORT"] = "2";
        _variables["TRACETEST_OTLPSERVER_HTTPPORT"] = "2";

        var values = Loaded(File, "--server.httpPort", "3").Values;

        Assert.Equal(("3", "2", "1"), (values["server:httpPort"], values["otlpServer:httpPort"], values["otlpServer:grpcPort"]));
    }

    [Fact]
    public void Load_EveryLiveKey_CanBeSetByVariable()
    {
        foreach (var key in ConfigurationKeys.All.Where(key => key.Status is KeyStatus.Live))
        {
            _variables[key.Variable.Replace("{NAME}", "X", StringComparison.Ordinal)] = ValueFor(key);
        }

        var values = Loaded("").Values;

        Assert.All(ConfigurationKeys.All.Where(key => key.Status is KeyStatus.Live), key =>
            Assert.Contains(values.Keys, path => path.StartsWith(PathOf(key), StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Load_EveryLiveKey_CanBeSetByFlag()
    {
        var flags = ConfigurationKeys.All.Where(key => key.Status is KeyStatus.Live)
            .Select(key => $"--{key.Name.Replace("{name}", "x", StringComparison.Ordinal)}={ValueFor(key)}").ToArray();

        var values = Loaded("", flags).Values;

        Assert.All(ConfigurationKeys.All.Where(key => key.Status is KeyStatus.Live), key =>
            Assert.Contains(values.Keys, path => path.StartsWith(PathOf(key), StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Load_DataDirectoryByVariable_IsSet()
    {
        _variables["TRACETEST_POSTGRES_EMBEDDED_DATADIRECTORY"] = "/x";

        Assert.Equal("/x", Loaded("").Values["postgres:embedded:dataDirectory"]);
    }

    [Theory]
    [InlineData("--otlpServer.enabled", "--server.httpPort=1")]
    [InlineData("--otlpServer.enabled", "true")]
    [InlineData("--otlpServer.enabled=true")]
    public void Load_FlagAlone_MeansTrue(params string[] flags) =>
        Assert.Equal("true", Loaded("otlpServer: {enabled: false}", flags).Values["otlpServer:enabled"]);

    [Fact]
    public void Load_HostArguments_AreHandedOn() =>
        Assert.Equal(["--environment=Development", "--urls=http://x"], Loaded("", "--environment=Development", "--urls", "http://x").HostArguments);

    [Fact]
    public void Load_SeveralFaults_NamesFileLineAndKeyOfEach()
    {
        var faults = Faults("server:\n  httpPort: abc\n  htpPort: 1\npostgres:\n  port: 99999\npoolingConfig: {retryDelay: 5}\n");

        Assert.Collection(faults,
            fault => Assert.EndsWith("tracetest.config.yaml:2: `server.httpPort` is `abc` but must be a port, 0 to 65535.", fault, StringComparison.Ordinal),
            fault => Assert.EndsWith("tracetest.config.yaml:3: `server.htpPort` is not a key this server knows. Did you mean `server.httpPort`?", fault, StringComparison.Ordinal),
            fault => Assert.EndsWith("tracetest.config.yaml:5: `postgres.port` is `99999` but must be a port, 0 to 65535.", fault, StringComparison.Ordinal),
            fault => Assert.Contains("yaml:6: `poolingConfig.retryDelay` is `5` but must be a duration", fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_WrongVariableAndFlag_NamesThem()
    {
        _variables["TRACETEST_SERVER_HTTPPRT"] = "1";
        _variables["TRACETEST_OTLPSERVER_ENABLED"] = "maybe";

        var faults = Faults("", "--server.nonsense", "1", "--server.httpPort");

        Assert.Collection(faults,
            fault => Assert.Equal("environment variable TRACETEST_OTLPSERVER_ENABLED: `otlpServer.enabled` is `maybe` but must be `true` or `false`.", fault),
            fault => Assert.Equal("environment variable TRACETEST_SERVER_HTTPPRT: sets nothing that this server knows. Did you mean TRACETEST_SERVER_HTTPPORT?", fault),
            fault => Assert.StartsWith("flag --server.nonsense: `server.nonsense` is not a key this server knows.", fault, StringComparison.Ordinal),
            fault => Assert.Equal("flag --server.httpPort: a value is missing.", fault));
    }

    [Fact]
    public void Load_VariablesOfAKubernetesService_AreNoKeys()
    {
        _variables["TRACETEST_SERVICE_HOST"] = "10.0.0.1";
        _variables["TRACETEST_PORT"] = "tcp://10.0.0.1:11633";
        _variables["TRACETEST_PORT_11633_TCP_ADDR"] = "10.0.0.1";
        _variables["TRACETEST_POSTGRES_PORT"] = "tcp://10.0.0.2:5432";

        Assert.Equal("5432", Loaded("").Values["postgres:port"]);
    }

    [Fact]
    public void Load_RetiredKey_WarnsOnceAndSaysWhatReplacedIt()
    {
        var warning = Assert.Single(Loaded("internalTelemetry: {enabled: true}").Report.Warnings).ToString();

        Assert.Contains(":1: `internalTelemetry.enabled` has no effect any more. Use `server.telemetry.exporter`.", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ConnectionString_IsRefusedWithTheReplacementAndWithoutTheSecret()
    {
        var fault = Assert.Single(Faults("postgresConnString: host=x password=canary"));

        Assert.Contains("`postgres.host`", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NamedFileThatIsMissing_IsAFault() =>
        Assert.EndsWith("there is no such file.", Assert.Single(Faults("", "--config", "missing.yaml")), StringComparison.Ordinal);

    [Fact]
    public void Load_NoFileInTheWorkingDirectory_LooksInTheHome()
    {
        var home = Path.Combine(_folder, "home");
        Directory.CreateDirectory(Path.Combine(home, ".tracetest"));
        File.WriteAllText(Path.Combine(home, ".tracetest", "tracetest.yml"), "server: {httpPort: 9}");
        _variables["HOME"] = home;

        var loaded = Assert.IsType<ConfigurationOutcome.Loaded>(TracetestConfiguration.Load([], _variables, _folder));

        Assert.Equal("9", loaded.Values["server:httpPort"]);
    }

    [Theory]
    [InlineData("a: &x [1]\nb: *x", "aliases")]
    [InlineData("server: {httpPort: 1, httpPort: 2}", "twice")]
    [InlineData("server: [", "tracetest.config.yaml:2: ")]
    [InlineData("server: {\n httpPort: 'x", "tracetest.config.yaml:2: ")]
    [InlineData("- a", "keys with values")]
    [InlineData("server: 1", "must hold further keys")]
    public void Load_HostileOrBrokenYaml_IsAFault(string yaml, string expected) =>
        Assert.Contains(Faults(yaml), fault => fault.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void Load_DeeplyNestedYaml_IsAFault() =>
        Assert.Contains("64 levels", Assert.Single(Faults("telemetry: {dataStores: {a: " + new string('[', 5000) + new string(']', 5000) + "}}")), StringComparison.Ordinal);

    [Fact]
    public void Load_ExporterThatIsNotThere_IsAFault() =>
        Assert.Contains("names `x`", Assert.Single(Faults("server: {telemetry: {exporter: x}}")), StringComparison.Ordinal);

    [Fact]
    public void Load_DataStoreThatIsNotThere_IsAFault() =>
        Assert.Contains("names `x`", Assert.Single(Faults("server: {telemetry: {dataStore: x}}")), StringComparison.Ordinal);

    [Fact]
    public void Load_Demo_BecomesAResource()
    {
        var entry = Assert.Single(Loaded("demo: {enabled: [pokeshop], endpoints: {pokeshopHttp: http://p, pokeshopGrpc: 'p:1'}}").Report.Provisioning);

        Assert.Equal(
            """{"id":"pokeshop","name":"pokeshop","type":"pokeshop","enabled":true,"pokeshop":{"httpEndpoint":"http://p","grpcEndpoint":"p:1"}}""",
            entry.Spec.ToJsonString());
    }

    [Fact]
    public void Load_TempoOfOld_BecomesAGrpcClient()
    {
        var entry = Assert.Single(Loaded(
            "telemetry: {dataStores: {t: {type: tempo, tempo: {endpoint: 'tempo:9095'}}}}\nserver: {telemetry: {dataStore: t}}").Report.Provisioning);

        Assert.Equal("""{"type":"grpc","grpc":{"endpoint":"tempo:9095"}}""", entry.Spec["tempo"]!.ToJsonString());
    }

    [Fact]
    public void Load_ProvisioningFile_ReadsAllDocuments()
    {
        File.WriteAllText(Path.Combine(_folder, "p.yaml"), """
            type: PollingProfile
            spec: {name: default, strategy: periodic, periodic: {retryDelay: 1s, timeout: 45s}}
            ---
            type: TestRunner
            spec: {id: current, requiredGates: [test-specs], enabled: true, weight: 25, zip: "0123"}
            """);

        var entries = Loaded("", "--provisioning-file", "p.yaml").Report.Provisioning;

        Assert.Equal(["PollingProfile", "TestRunner"], entries.Select(entry => entry.Kind));
        Assert.Equal("""{"id":"current","requiredGates":["test-specs"],"enabled":true,"weight":25,"zip":"0123"}""", entries[1].Spec.ToJsonString());
    }

    [Fact]
    public void Load_ProvisioningVariable_IsDecodedAndAllFaultsAreNamed()
    {
        const string Document = "type: Environment\nspec: {}\n---\ntype: Nonsense\nspec: {}\n---\ntype: PollingProfile\nspec: {periodic: {retryDelay: 0s}}\n---\nspec: {}\n";
        _variables["TRACETEST_PROVISIONING"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(Document));

        Assert.Collection(Faults(""),
            fault => Assert.Contains("TRACETEST_PROVISIONING:1: `Environment` is called `VariableSet` now.", fault, StringComparison.Ordinal),
            fault => Assert.Contains("`Nonsense` is no kind of resource", fault, StringComparison.Ordinal),
            fault => Assert.Contains("`retryDelay` of a PollingProfile", fault, StringComparison.Ordinal),
            fault => Assert.Contains("`type` is missing", fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_ProvisionedTestWithMalformedTexts_IsRefusedWithAllOfThem()
    {
        File.WriteAllText(Path.Combine(_folder, "p.yaml"), """
            type: Test
            spec:
              name: Checked
              trigger: {type: http, httpRequest: {url: "http://a/${]}", headers: [{key: A, value: "${var:B}"}]}}
              specs:
                - selector: span[
                  assertions:
                    - attr:a = 1
                    - attr:a = ]
                - {selector: {query: "]"}}
              outputs:
                - {name: A, selector: "span[]", value: "]"}
            """);

        Assert.Collection(Faults("", "--provisioning-file", "p.yaml"),
            fault => Assert.Contains("p.yaml:4: spec.trigger.httpRequest.url: Column 12: found `]`", fault, StringComparison.Ordinal),
            fault => Assert.Contains("p.yaml:6: spec.specs[0].selector: Column 6: found", fault, StringComparison.Ordinal),
            fault => Assert.Contains("p.yaml:9: spec.specs[0].assertions[1]: Column 10: found `]`", fault, StringComparison.Ordinal),
            fault => Assert.Contains("p.yaml:10: spec.specs[1].selector: Column 1: found", fault, StringComparison.Ordinal),
            fault => Assert.Contains("p.yaml:12: spec.outputs[0].value: Column 1: found `]`", fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_ProvisioningVariableOfRubbish_IsAFault()
    {
        _variables["TRACETEST_PROVISIONING"] = "!!!";

        Assert.Contains("base64", Assert.Single(Faults("")), StringComparison.Ordinal);
    }

    private static string PathOf(ConfigurationKey key) =>
        key.Name.Replace('.', ':').Replace("{name}", "x", StringComparison.Ordinal);

    private static string ValueFor(ConfigurationKey key) => key.Name switch
    {
        "server.telemetry.exporter" or "server.telemetry.applicationExporter" => "x",
        "telemetry.exporters.{name}.exporter.type" => "collector",
        _ => key.Type switch
        {
            KeyType.Flag => "true",
            KeyType.Duration => "5s",
            KeyType.Settings => "a=1;b=2",
            KeyType.Text or KeyType.Secret => "word",
            _ => "7",
        },
    };

    private ConfigurationOutcome.Loaded Loaded(string yaml, params string[] flags)
    {
        var outcome = Load(yaml, flags);
        return outcome is ConfigurationOutcome.Refused refused
            ? throw new InvalidOperationException(string.Join('\n', refused.Faults))
            : (ConfigurationOutcome.Loaded)outcome;
    }

    private string[] Faults(string yaml, params string[] flags) =>
        [.. Assert.IsType<ConfigurationOutcome.Refused>(Load(yaml, flags)).Faults.Select(fault => fault.ToString())];

    private ConfigurationOutcome Load(string yaml, string[] flags)
    {
        File.WriteAllText(Path.Combine(_folder, "tracetest.config.yaml"), yaml);
        return TracetestConfiguration.Load(flags, _variables, _folder);
    }
}
