using Radzen;
using Tracetest.Web.Components.TestRuns;

namespace Tracetest.Web.Components;

/// <summary>Puts the browser's pages into an app.</summary>
/// <remarks>
/// The pages need, from elsewhere: <c>ITestRepository</c>, <c>ITestRunRepository</c>, <c>ITraceRepository</c>,
/// <c>IRunStarter</c>, <c>RunFeed</c>, <c>SpanArrivals</c> and <c>TimeProvider</c>.
/// </remarks>
public static class UserInterface
{
    /// <summary>Registers what the components need beyond the domain's ports.</summary>
    public static IServiceCollection AddUserInterface(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddRadzenComponents();
        services.AddTransient<RunPageServices>();
        return services;
    }

    /// <summary>Maps pages and static files. Goes after the API's routes, and needs <c>UseAntiforgery</c> before it.</summary>
    /// <param name="app">Where to.</param>
    /// <param name="staticAssetsManifest">Path of the manifest of static files; the app's own when not given.</param>
    public static void MapUserInterface(this IEndpointRouteBuilder app, string? staticAssetsManifest = null)
    {
        app.MapStaticAssets(staticAssetsManifest);
        app.MapRazorComponents<App>().WithStaticAssets(staticAssetsManifest).AddInteractiveServerRenderMode();
    }
}
