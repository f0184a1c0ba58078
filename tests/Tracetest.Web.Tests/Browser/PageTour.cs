using Microsoft.Playwright;

namespace Tracetest.Web.Tests.Browser;

/// <summary>Every page as a picture, for people. Run on demand: <c>-explicit only -class Tracetest.Web.Tests.Browser.PageTour</c>.</summary>
public sealed class PageTour(BrowserFixture browser)
{
    public static TheoryData<string, int, int> Looks => new() { { "light", 1440, 900 }, { "dark", 1440, 900 }, { "light", 1024, 768 }, { "dark", 1024, 768 } };

    [Theory(Explicit = true)]
    [MemberData(nameof(Looks))]
    public async Task EveryPage_IsShot(string theme, int width, int height)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var folder = Environment.GetEnvironmentVariable("TRACETEST_SHOTS") ?? Path.Combine(Path.GetTempPath(), "tracetest-shots");
        var host = await browser.HostAsync(cancellationToken);
        var page = await browser.PageAsync(theme, width, height, cancellationToken);
        var log = new List<string>();
        page.Console += (_, message) => log.Add(message.Text);
        page.PageError += (_, error) => log.Add(error);
        foreach (var (name, path) in Pages.All)
        {
            await page.GotoAsync(host.Address + "/" + path);
            await Pages.ReadyAsync(page);
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}-{theme}-{width}.png") });
        }

        await ShootOpenedAsync(page, host.Address, name => Path.Combine(folder, $"{name}-{theme}-{width}.png"));
        await File.WriteAllLinesAsync(Path.Combine(folder, $"console-{theme}-{width}.txt"), log, cancellationToken);
        await page.Context.CloseAsync();
    }

    /// <summary>What only shows after a click.</summary>
    private static async Task ShootOpenedAsync(IPage page, string address, Func<string, string> file)
    {
        await page.GotoAsync(address + "/tests");
        await Pages.ReadyAsync(page);
        await page.Locator("[data-test=import] .tw").ClickAsync();
        await page.Locator(".sub-runs").WaitForAsync();
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = file("tests-open") });
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete Import a pokemon" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete test" }).WaitForAsync();
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = file("dialog"), Animations = ScreenshotAnimations.Disabled });
        await page.GotoAsync(address + "/test/import/run/318/test?span=" + Fakes.SampleTrace.Span(15));
        await Pages.ReadyAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Event log" }).ClickAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Events" }).ClickAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Outputs" }).ClickAsync();
        await page.GetByText("JOB_ID").WaitForAsync();
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = file("run-log") });
        await page.GotoAsync(address + "/test/new");
        await Pages.ReadyAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add spec" }).ClickAsync();
        await page.GetByLabel("Selector").FillAsync("span[");
        await page.GetByRole(AriaRole.Radio, new() { Name = "API key" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and run" }).ClickAsync();
        await page.Locator(".sum").WaitForAsync();
        await page.Locator("#spec-0-selector-fault").ScrollIntoViewIfNeededAsync();
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = file("new-faults") });
    }
}
