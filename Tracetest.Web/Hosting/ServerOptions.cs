namespace Tracetest.Web.Hosting;

/// <summary>Where the pages and the API are served. Source: spec server 6.2.</summary>
public sealed class ServerOptions
{
    public const string Section = "server";

    /// <summary>The port of pages and API. 0 (any free one) to 65,535. Default: 11633.</summary>
    public int HttpPort { get; set; } = 11633;

    /// <summary>A path everything is served below, e.g. <c>/tracetest</c>; empty for none. Default: none.</summary>
    public string PathPrefix { get; set; } = "";

    /// <summary>The prefix with one slash in front and none behind; empty for none.</summary>
    public string NormalizedPathPrefix => PathPrefix.Trim().Trim('/') is { Length: > 0 } path ? "/" + path : "";
}
