using Radzen;
using Tracetest.Infrastructure;
using Tracetest.Web.Components;
using Tracetest.Web.Endpoints;
using Tracetest.Web.Endpoints.Health;
using Tracetest.Web.Endpoints.Otlp;
using Tracetest.Web.Hosting;
using Tracetest.Web.Telemetry;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets();
builder.WebHost.ConfigureKestrel((context, kestrel) => kestrel.ListenTracetest(context.Configuration));

builder.Services.AddTracetestInfrastructure(builder.Configuration);
builder.Services.AddOptions<ServerOptions>().BindConfiguration(ServerOptions.Section);
builder.Services.AddSingleton<StartupReport>();
builder.Services.AddOtlpEndpoints();
builder.Services.AddApi();
builder.Services.AddExceptionHandler<UnhandledFaults>();
builder.Services.AddProblemDetails();
builder.Services.AddRadzenComponents();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();

var app = builder.Build();
app.MapOtlpGrpc();
app.MapOtlpHttp();
app.UseMiddleware<ApiActivityMiddleware>();
app.UseExceptionHandler();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapHealth();
app.MapApi();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();

await app.StartAsync();
foreach (var line in app.Services.GetRequiredService<StartupReport>().Lines())
{
    Console.WriteLine(line);
}

await app.WaitForShutdownAsync();

/// <summary>The server's entry point, public so that the tests can start it.</summary>
public partial class Program;
