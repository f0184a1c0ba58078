using Deque.AxeCore.Playwright;

namespace Tracetest.Web.Tests.Browser;

public sealed class AccessibilityTests(BrowserFixture browser)
{
    private static readonly string[] Grave = ["serious", "critical"];

    public static TheoryData<string> Themes => ["light", "dark"];

    [Theory]
    [MemberData(nameof(Themes))]
    public async Task EveryPage_HasNoGraveViolation(string theme)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var host = await browser.HostAsync(cancellationToken);
        var page = await browser.PageAsync(theme, 1440, 900, cancellationToken);
        var faults = new List<string>();
        foreach (var (name, path) in Pages.All)
        {
            await page.GotoAsync(host.Address + "/" + path);
            await Pages.ReadyAsync(page);
            var result = await page.RunAxe();
            faults.AddRange(result.Violations.Where(violation => Grave.Contains(violation.Impact))
                .Select(violation => $"{name}: {violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}"));
        }

        Assert.Empty(faults);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Axe_ButtonWithoutName_IsFound()
    {
        var page = await browser.PageAsync("light", 800, 600, TestContext.Current.CancellationToken);
        await page.SetContentAsync("<html lang=\"en\"><title>x</title><main><h1>x</h1><button></button></main></html>");

        Assert.Contains((await page.RunAxe()).Violations, violation => violation.Id == "button-name" && Grave.Contains(violation.Impact));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task EveryPage_AsksNobodyElse()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var host = await browser.HostAsync(cancellationToken);
        var page = await browser.PageAsync("light", 1440, 900, cancellationToken);
        var strangers = new List<string>();
        var refusals = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(host.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                strangers.Add(request.Url);
            }
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
            {
                refusals.Add($"{response.Status} {response.Url}");
            }
        };
        foreach (var (_, path) in Pages.All)
        {
            await page.GotoAsync(host.Address + "/" + path);
            await Pages.ReadyAsync(page);
        }

        Assert.Empty(strangers);
        Assert.Empty(refusals);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Theme_Chosen_IsKeptWithoutFlash()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var host = await browser.HostAsync(cancellationToken);
        var page = await browser.PageAsync("light", 1440, 900, cancellationToken);
        await page.GotoAsync(host.Address + "/tests");
        await Pages.ReadyAsync(page);
        var toggle = page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Theme:" });

        await toggle.ClickAsync();
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.theme === 'light'");
        await toggle.ClickAsync();
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.theme === 'dark'");
        await page.AddInitScriptAsync("document.addEventListener('DOMContentLoaded', () => { window.early = document.documentElement.dataset.theme; });");
        await page.ReloadAsync();

        Assert.Equal("dark", await page.EvaluateAsync<string>("() => window.early"));
        await page.Context.CloseAsync();
    }
}
