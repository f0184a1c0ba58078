namespace Tracetest.TestSupport.Server;

/// <summary>What a server under test is started with.</summary>
public sealed record ServerSetup
{
    /// <summary>A private database whose folder survives restarts; external when a connection string is given.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>The configuration file, YAML; the ports and the database come as flags.</summary>
    public string Configuration { get; init; } = "";

    /// <summary>Further flags, e.g. <c>--server.pathPrefix</c>, <c>/x</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables of the process, e.g. <c>TRACETEST_SERVER_PATHPREFIX</c>.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Runs wait no longer than 12 seconds for their spans.</summary>
    public static ServerSetup Impatient { get; } = WithPolling("12s", "1s");

    /// <summary>Runs wait as long as told.</summary>
    public static ServerSetup WithPolling(string timeout, string retryDelay) =>
        new() { Configuration = $"poolingConfig: {{maxWaitTimeForTrace: {timeout}, retryDelay: {retryDelay}}}\n" };
}
