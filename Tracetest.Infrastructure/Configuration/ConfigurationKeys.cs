using System.Collections.Immutable;
using static Tracetest.Infrastructure.Configuration.KeyType;

namespace Tracetest.Infrastructure.Configuration;

/// <summary>All keys there are; files, variables, flags and the documentation go by this table. Source: spec server 6.2.</summary>
public static class ConfigurationKeys
{
    private const string NoAgent = "This server runs triggers and fetches traces itself; there is no agent to leave it to.";
    private const string NoAnalytics = "This server sends no product analytics.";

    public static ImmutableArray<ConfigurationKey> All { get; } =
    [
        Live("postgres.host", Text, "", "The database server. Empty: this server runs a database of its own."),
        Live("postgres.port", Port, "5432", "The database server's port."),
        Live("postgres.user", Text, "postgres", "Who to connect as."),
        Live("postgres.password", Secret, "postgres", "The password; any character is allowed."),
        Live("postgres.dbname", Text, "tracetest", "The database, which must exist."),
        Live("postgres.params", Secret, "sslmode=disable", "libpq parameters, with blanks or `&` between them."),
        Live("postgres.maxConnections", Number, "40", "Most connections held at once, 1 to 1000."),
        Live("postgres.startTimeout", Duration, "1m", "How long a start waits for a database that does not answer yet."),
        Live("postgres.embedded.dataDirectory", Text, "",
            "The folder of the database of its own. Empty: `tracetest/postgres` below `$XDG_DATA_HOME` or `~/.local/share`; " +
            "`/var/lib/tracetest/postgres` for a root whose home is closed to others."),
        Live("postgres.embedded.settings", Settings, "", "PostgreSQL settings for the database of its own."),
        Live("postgres.embedded.startTimeout", Duration, "2m", "Longest wait until it answers, crash recovery included."),
        Live("postgres.embedded.stopTimeout", Duration, "10s", "Longest wait for it to stop cleanly."),
        Live("server.httpPort", Port, "11633", "Where the pages and the API are served. 0: a free port."),
        Live("server.pathPrefix", PathPrefix, "", "The path below which everything is served, such as `/tracetest`."),
        Live("otlpServer.enabled", Flag, "true", "Whether spans are taken in by OTLP."),
        Live("otlpServer.grpcPort", Port, "4317", "The port of OTLP/gRPC. 0: a free port."),
        Live("otlpServer.httpPort", Port, "4318", "The port of OTLP/HTTP. 0: a free port."),
        Live("otlpServer.listenOnAllAddresses", Flag, "true", "Whether other machines may send spans."),
        Live("otlpServer.tls.certFile", Text, "", "A PEM certificate; with it, both OTLP ports speak TLS."),
        Live("otlpServer.tls.keyFile", Text, "", "The certificate's private key, PEM. Empty: it is in the certificate's file."),
        Live("otlpServer.maxRequestBytes", Number, "67108864", "Bytes of a request, as sent and unpacked."),
        Live("otlpServer.maxCompressionRatio", Number, "200", "How many times larger than sent a request over 1 MiB may unpack."),
        Live("otlpServer.spanLimits.maxValueBytes", Number, "65536", "Bytes of an attribute value; longer ones are cut."),
        Live("otlpServer.spanLimits.maxAttributes", Number, "512", "Attributes of a span, event, link, resource or scope; more are dropped."),
        Live("otlpServer.spanLimits.maxEvents", Number, "256", "Events of a span; more are dropped."),
        Live("otlpServer.spanLimits.maxLinks", Number, "128", "Links of a span; more are dropped."),
        Live("otlpServer.spanLimits.maxNesting", Number, "32", "Levels of lists and maps in a value; deeper ones are emptied."),
        Live("otlpServer.spanLimits.maxSpanBytes", Number, "1048576", "Bytes of a span after cutting; a larger one is rejected."),
        Live("otlpServer.storage.maxSpansPerTrace", Number, "200000", "Spans of one trace; more are rejected."),
        Live("otlpServer.storage.commitTimeout", Duration, "20s", "How long a commit may take before its senders are told to come again."),
        Live("triggers.http.connectTimeout", Duration, "1s", "How long a connection to the service may take."),
        Live("triggers.http.totalTimeout", Duration, "30s", "How long the service may take to answer, redirects included."),
        Live("experimentalFeatures", KeyType.List, "[]", "Names of features to switch on that are not finished."),
        Live("telemetry.exporters.{name}.serviceName", Text, "", "The service name that exported spans bear."),
        Live("telemetry.exporters.{name}.sampling", Percent, "100", "How many in a hundred traces are exported."),
        Live("telemetry.exporters.{name}.metricsReaderInterval", Duration, "10s", "Time between two exports of metrics."),
        Live("telemetry.exporters.{name}.exporter.type", Text, "collector", "Only `collector` is known."),
        Live("telemetry.exporters.{name}.exporter.collector.endpoint", Text, "", "The collector's OTLP/gRPC address, `host:port`."),
        Live("server.telemetry.exporter", Text, "", "The exporter for this server's own spans and metrics."),
        Live("server.telemetry.applicationExporter", Text, "", "The exporter for the span that stands for a trigger."),

        Resource("poolingConfig.maxWaitTimeForTrace", Duration, "1m", "PollingProfile", "Becomes `periodic.timeout`."),
        Resource("poolingConfig.retryDelay", Duration, "5s", "PollingProfile", "Becomes `periodic.retryDelay`."),
        Resource("googleAnalytics.enabled", Flag, "true", "Config", "Becomes `analyticsEnabled`."),
        Resource("demo.enabled", KeyType.List, "[]", "Demo", "One resource for each of `pokeshop` and `otel` that is listed."),
        Resource("demo.endpoints.pokeshopHttp", Text, "", "Demo", "Becomes `pokeshop.httpEndpoint`."),
        Resource("demo.endpoints.pokeshopGrpc", Text, "", "Demo", "Becomes `pokeshop.grpcEndpoint`."),
        Resource("demo.endpoints.otelFrontend", Text, "", "Demo", "Becomes `opentelemetryStore.frontendEndpoint`."),
        Resource("demo.endpoints.otelProductCatalog", Text, "", "Demo", "Becomes `opentelemetryStore.productCatalogEndpoint`."),
        Resource("demo.endpoints.otelCart", Text, "", "Demo", "Becomes `opentelemetryStore.cartEndpoint`."),
        Resource("demo.endpoints.otelCheckout", Text, "", "Demo", "Becomes `opentelemetryStore.checkoutEndpoint`."),
        Resource("telemetry.dataStores.*", Tree, "", "DataStore", "The data stores to choose from, in a file only."),
        Resource("server.telemetry.dataStore", Text, "", "DataStore", "Chooses one of them; it becomes the data store."),

        Retired("testPipelines.triggerExecute.enabled", Flag, NoAgent),
        Retired("testPipelines.traceFetch.enabled", Flag, NoAgent),
        Retired("dataStorePipelines.testConnection.enabled", Flag, NoAgent),
        Retired("analytics.serverKey", Secret, NoAnalytics),
        Retired("analytics.frontendKey", Secret, NoAnalytics),
        Retired("nats.endpoint", Text, "Servers on one database coordinate through it."),
        Retired("internalTelemetry.enabled", Flag, "Use `server.telemetry.exporter`."),
        Retired("internalTelemetry.otelCollectorEndpoint", Text, "Use `telemetry.exporters` with `server.telemetry.exporter`."),
        Retired("telemetry.profiler.*", Tree, "Use the tools of .NET, such as dotnet-trace."),
        new("postgresConnString", Secret, "", "", new KeyStatus.Refused(
            "Use `postgres.host`, `postgres.port`, `postgres.user`, `postgres.password`, `postgres.dbname` and `postgres.params`.")),
    ];

    /// <summary>The key that a dotted name, in parts, belongs to.</summary>
    internal static ConfigurationKey? Find(IReadOnlyList<string> name) => All.FirstOrDefault(key => key.Matches(name));

    /// <summary>The known name nearest to an unknown one; <see langword="null"/> when none is near.</summary>
    internal static string? Nearest(string name) => All
        .Where(key => key.Status is KeyStatus.Live or KeyStatus.Resource)
        .Select(key => (key.Name, Distance: EditDistance(name.ToUpperInvariant(), key.Name.ToUpperInvariant())))
        .Where(candidate => candidate.Distance <= Math.Max(2, name.Length / 3))
        .OrderBy(candidate => candidate.Distance)
        .Select(candidate => candidate.Name)
        .FirstOrDefault();

    private static ConfigurationKey Live(string name, KeyType type, string @default, string description) =>
        new(name, type, @default, description, new KeyStatus.Live());

    private static ConfigurationKey Resource(string name, KeyType type, string @default, string kind, string description) =>
        new(name, type, @default, description, new KeyStatus.Resource(kind));

    private static ConfigurationKey Retired(string name, KeyType type, string replacement) =>
        new(name, type, "", "", new KeyStatus.Retired(replacement));

    /// <summary>Levenshtein's, one row at a time; long names are cut, for they are near to nothing.</summary>
    private static int EditDistance(string left, string right)
    {
        left = left.Length > 100 ? left[..100] : left;
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            (var diagonal, row[0]) = (row[0], i);
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                (diagonal, row[j]) = (row[j], Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1));
            }
        }

        return row[^1];
    }
}
