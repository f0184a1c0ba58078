namespace Tracetest.Web.Tests.Server;

/// <summary>Tests as people write them, in YAML.</summary>
internal static class Definitions
{
    private static int _ids;

    public static string NewId(string prefix) => $"{prefix}-{Interlocked.Increment(ref _ids)}";

    /// <summary>Calls a service; the specs come indented by two blanks.</summary>
    public static string Calling(string id, string url, string specs = "") => $"""
        type: Test
        spec:
          id: {id}
          name: Test {id}
          trigger:
            type: http
            httpRequest:
              method: GET
              url: {url}
        {specs}
        """;

    /// <summary>Calls a service that answers as usual and sends its usual spans; all specs hold.</summary>
    public static string Usual(string id, string url) => Calling(id, url, """
          specs:
            - name: answers
              selector: span[name="Tracetest trigger"]
              assertions:
                - attr:tracetest.response.status = 200
            - name: queries
              selector: span[tracetest.span.type="database"]
              assertions:
                - attr:db.system = "postgresql"
                - attr:tracetest.span.duration <= 5ms
          outputs:
            - name: ID
              selector: span[name="Tracetest trigger"]
              value: attr:tracetest.response.body | json_path '$.id'
        """);
}
