using Microsoft.Extensions.Options;
using Tracetest.Domain.Readiness;

namespace Tracetest.Web.Hosting;

/// <summary>Starts the server, says where it is, and waits for its end.</summary>
internal static class ServerRun
{
    /// <returns>The exit code: 0 after a stop that was asked for, 1 when it could not start.</returns>
    public static async Task<int> ToEndAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception exception) when (exception is DatabaseStartException or OptionsValidationException or IOException)
        {
            await Console.Error.WriteLineAsync($"Tracetest cannot start: {exception.Message}");
            await app.DisposeAsync();
            return 1;
        }

        foreach (var line in app.Services.GetRequiredService<StartupReport>().Lines())
        {
            Console.WriteLine(line);
        }

        await app.WaitForShutdownAsync();
        await app.DisposeAsync();
        return 0;
    }

    /// <summary>Calls in flight get this long to end after a stop was asked for; then their runs are left to the next start.</summary>
    public static IServiceCollection AddShutdownLimit(this IServiceCollection services) =>
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(8));

    public static string PathPrefix(this IServiceProvider services) =>
        services.GetRequiredService<IOptions<ServerOptions>>().Value.NormalizedPathPrefix;

    /// <summary>Of libraries only what is wrong is worth a line.</summary>
    public static void QuietLibraries(this ILoggingBuilder logging) => logging
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.Critical) // what fails is thrown, too
        .AddFilter("Npgsql", LogLevel.Warning)
        .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
}
