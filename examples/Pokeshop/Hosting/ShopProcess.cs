using Pokeshop.Catalogue;
using Pokeshop.Health;
using Pokeshop.Imports;
using Pokeshop.Pokemons;
using Pokeshop.Storage;
using Pokeshop.Telemetry;

namespace Pokeshop.Hosting;

/// <summary>One process of the shop, from start to end.</summary>
public static class ShopProcess
{
    /// <summary>Runs until it is told to stop.</summary>
    /// <returns>The exit code: 0, or 1 when the database cannot be used or a child process ended on its own.</returns>
    public static async Task<int> RunAsync(ShopSettings settings)
    {
        await using var app = Build(settings);
        if (app.Services.GetService<ShopSchema>() is { } schema && await schema.CreateAsync(CancellationToken.None) is { } fault)
        {
            await Console.Error.WriteLineAsync($"{settings.Role.Announced()} cannot start: the database cannot be used: {fault}");
            return 1;
        }

        await app.StartAsync();
        var children = app.Services.GetRequiredService<ChildServices>();
        if (settings.Role is ShopRole.All && !await children.StartAsync(app.Lifetime.ApplicationStopping))
        {
            return 1;
        }

        Console.WriteLine($"{settings.Role.Announced()} listening on {app.Urls.First()}");
        await app.WaitForShutdownAsync();
        return children.EndedEarly ? 1 : 0;
    }

    private static WebApplication Build(ShopSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(settings.Urls);
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton(settings).AddSingleton(TimeProvider.System).AddSingleton<ChildServices>();
        builder.Services.AddShopTelemetry(settings.Role).AddProblemDetails();
        AddServices(builder.Services, settings);
        if (settings.StopWithInput)
        {
            builder.Services.AddHostedService<ParentWatchWorker>();
        }

        var app = builder.Build();
        app.UseMiddleware<RequestSpanMiddleware>();
        app.UseExceptionHandler();
        app.UseRouting();
        MapEndpoints(app, settings.Role);
        return app;
    }

    private static void AddServices(IServiceCollection services, ShopSettings settings)
    {
        if (settings.Role.NeedsDatabase())
        {
            services.AddShopStorage(settings.Database).AddPokemons().AddImportQueue();
        }

        if (settings is { Role: ShopRole.Worker, CatalogueUrl: { } catalogue })
        {
            services.AddCatalogueClient(catalogue).AddImportWorker();
        }
    }

    private static void MapEndpoints(WebApplication app, ShopRole role)
    {
        app.MapProcessHealth();
        if (role.ServesShop())
        {
            app.MapShopHealth();
            app.MapImports();
            app.MapPokemons();
        }

        if (role is ShopRole.Catalogue)
        {
            app.MapCatalogue();
        }
    }
}
