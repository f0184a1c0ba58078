using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Traces;
using Tracetest.Web.Components;
using Tracetest.Web.Tests.Fakes;

namespace Tracetest.Web.Tests.Browser;

/// <summary>The real pages on a free port, before a backend in memory.</summary>
public sealed class UiHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private UiHost(WebApplication app, FakeBackend backend)
    {
        _app = app;
        Backend = backend;
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    public FakeBackend Backend { get; }

    public string Address { get; }

    public static async Task<UiHost> StartAsync(FakeBackend backend, TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(App).Assembly.GetName().Name,
            EnvironmentName = Environments.Development,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddUserInterface();
        builder.Services.AddSingleton<ITestRepository>(backend).AddSingleton<ITestRunRepository>(backend).AddSingleton<ITraceRepository>(backend)
            .AddSingleton<IRunStarter>(backend).AddSingleton(backend.Feed).AddSingleton(backend.Arrivals).AddSingleton(time);
        var app = builder.Build();
        app.UseAntiforgery();
        app.MapUserInterface();
        await app.StartAsync(cancellationToken);
        return new UiHost(app, backend);
    }

    /// <summary>Ends the circuits before the services they use.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
