using Microsoft.Playwright;
using Tracetest.Web.Tests.Browser;
using Tracetest.Web.Tests.Fakes;

[assembly: AssemblyFixture(typeof(BrowserFixture))]

namespace Tracetest.Web.Tests.Browser;

/// <summary>One browser and one host for all browser tests; started when first asked for.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private UiHost? _host;

    /// <summary>A loaded machine takes its time; an expectation that comes true at last is met.</summary>
    private const float ExpectTimeoutMs = 30_000;

    public ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(ExpectTimeoutMs);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _gate.Dispose();
    }

    /// <summary>The shared host with the samples. Tests that change them use a test of their own.</summary>
    public async Task<UiHost> HostAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return _host ??= await UiHost.StartAsync(SampleData.Build(), new FixedStartTime(SampleTrace.Start.AddMinutes(2)), cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>A fresh page, with nothing remembered from others.</summary>
    public async Task<IPage> PageAsync(string theme, int width, int height, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
        }
        finally
        {
            _gate.Release();
        }

        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = theme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
        });
        context.SetDefaultTimeout(30_000);
        return await context.NewPageAsync();
    }
}
