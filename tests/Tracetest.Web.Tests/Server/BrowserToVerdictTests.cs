using Microsoft.Playwright;
using Tracetest.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Tracetest.Web.Tests.Server;

/// <summary>The main job, as a user does it: real browser, real server, real spans.</summary>
public sealed class BrowserToVerdictTests(SharedServer shared, BrowserFixture browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NewTest_SavedAndRun_ShowsTheTraceAndTheVerdictWithoutReload()
    {
        await using var service = await shared.StartServiceAsync();
        service.OnCall = call => call.ExportUsualAsync();
        var page = await browser.PageAsync("light", 1440, 900, Cancel);
        await page.GotoAsync(new Uri((await shared.GetAsync()).Web, "test/new").ToString());

        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Made in a browser");
        await page.GetByLabel("Address").FillAsync(service.Url);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add spec" }).ClickAsync();
        await page.GetByLabel("Selector").FillAsync("span[tracetest.span.type=\"database\"]");
        await page.GetByLabel("Assertion").First.FillAsync("attr:db.system = \"postgresql\"");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and run" }).ClickAsync();

        await Expect(page.GetByText("1 passed").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(page.GetByRole(AriaRole.Treegrid).GetByText("Tracetest trigger")).ToBeVisibleAsync();
        Assert.EndsWith("/run/1/test", page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }
}
