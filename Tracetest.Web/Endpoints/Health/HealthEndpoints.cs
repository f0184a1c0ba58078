using Tracetest.Domain.Readiness;

namespace Tracetest.Web.Endpoints.Health;

/// <summary>What probes and clients ask first: alive, ready, which version.</summary>
internal static class HealthEndpoints
{
    /// <summary>The release of the original whose clients this server serves: they refuse an older one.</summary>
    private const string CompatibleVersion = "v1.7.1";

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => Results.Text("alive"));
        app.MapGet("/readyz", ReadyAsync);
        app.MapGet("/version.json", Version);
    }

    public static void MapVersion(this IEndpointRouteBuilder api) => api.MapGet("/version.json", Version);

    private static async Task<IResult> ReadyAsync(IDatabaseStatus database, CancellationToken cancellationToken) =>
        await database.CheckAsync(cancellationToken) switch
        {
            DatabaseStatus.Ready => Results.Text("ready"),
            DatabaseStatus.Unreachable(var reason) => Results.Text($"database: {reason}", statusCode: StatusCodes.Status503ServiceUnavailable),
            _ => Results.Text("starting", statusCode: StatusCodes.Status503ServiceUnavailable),
        };

    private static IResult Version() => Results.Json(new { version = CompatibleVersion, type = "oss" });
}
