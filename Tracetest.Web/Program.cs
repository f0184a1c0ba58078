using Tracetest.Infrastructure;
using Tracetest.Infrastructure.Configuration;
using Tracetest.Web.Components;
using Tracetest.Web.Endpoints;
using Tracetest.Web.Endpoints.Health;
using Tracetest.Web.Endpoints.Otlp;
using Tracetest.Web.Hosting;
using Tracetest.Web.Telemetry;

var configuration = TracetestConfiguration.Load(args, EnvironmentVariables.All(), Directory.GetCurrentDirectory());
if (configuration is not ConfigurationOutcome.Loaded loaded)
{
    return await ConfigurationRefusal.TellAsync(((ConfigurationOutcome.Refused)configuration).Faults.Select(fault => fault.ToString()));
}

var builder = WebApplication.CreateBuilder([.. loaded.HostArguments]);
builder.Configuration.AddInMemoryCollection(loaded.Values);
builder.Logging.QuietLibraries();
builder.WebHost.UseStaticWebAssets();
builder.WebHost.ConfigureKestrel((context, kestrel) => kestrel.ListenTracetest(context.Configuration));

builder.Services.AddTracetestInfrastructure(builder.Configuration, loaded.Report);
builder.Services.AddOptions<ServerOptions>().BindConfiguration(ServerOptions.Section);
builder.Services.AddSingleton<StartupReport>();
builder.Services.AddShutdownLimit();
builder.Services.AddOtlpEndpoints();
builder.Services.AddApi();
builder.Services.AddExceptionHandler<UnhandledFaults>();
builder.Services.AddProblemDetails();
builder.Services.AddResponseCompression();
builder.Services.AddUserInterface();

var app = builder.Build();
app.MapOtlpGrpc();
app.MapOtlpHttp();
app.UsePathBase(app.Services.PathPrefix());
app.UsePageSecurity();
app.UseRouting();
app.UseMiddleware<ApiActivityMiddleware>();
app.UseExceptionHandler();
app.UseResponseCompression();
app.UseAntiforgery();
app.MapHealth();
app.MapApi();
app.MapUserInterface();

return await ServerRun.ToEndAsync(app);

/// <summary>The server's entry point, public so that the tests can start it.</summary>
public partial class Program;
