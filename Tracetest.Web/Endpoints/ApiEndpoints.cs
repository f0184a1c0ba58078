using Tracetest.Web.Endpoints.Expressions;
using Tracetest.Web.Endpoints.Health;
using Tracetest.Web.Endpoints.LanguageServices;
using Tracetest.Web.Endpoints.Polling;
using Tracetest.Web.Endpoints.TestRuns;
using Tracetest.Web.Endpoints.Tests;

namespace Tracetest.Web.Endpoints;

/// <summary>The REST API, a table of contents.</summary>
internal static class ApiEndpoints
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddSingleton<RunReaders>();
        return services;
    }

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").DisableAntiforgery();
        api.MapVersion();
        api.MapTests();
        api.MapRuns();
        api.MapRunTraces();
        api.MapExpressions();
        api.MapLanguage();
        api.MapPollingProfiles();
        api.Map("{**path}", (string? path) => Results.Json(
            new { code = StatusCodes.Status404NotFound, error = $"there is nothing at /api/{path}" },
            statusCode: StatusCodes.Status404NotFound));
    }
}
