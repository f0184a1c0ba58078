namespace Pokeshop.Hosting;

/// <summary>What <c>--help</c> prints.</summary>
public static class Usage
{
    public const string Text = """
        Pokeshop: a small instrumented shop to try trace-based tests on.

          --role all|api|worker|catalogue   which service this process is; all starts the other two as children (all)
          --urls URL                        address to listen on; port 0 takes a free one (http://127.0.0.1:8081)

        Environment
          POKESHOP_DATABASE                 Npgsql connection string; needed by api and worker
          POKESHOP_CATALOGUE_URL            base address of the catalogue; needed by a worker on its own
          POKESHOP_HTTP_PORT                port on 127.0.0.1, when --urls is not given
          OTEL_EXPORTER_OTLP_ENDPOINT       where the spans go; needed by every role
          OTEL_EXPORTER_OTLP_PROTOCOL       grpc (default) or http/protobuf
          OTEL_BSP_SCHEDULE_DELAY           milliseconds between two exports (150)

        When every service answers, one line is printed: pokeshop listening on http://HOST:PORT
        """;
}
