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

        await File.WriteAllLinesAsync(Path.Combine(folder, $"console-{theme}-{width}.txt"), log, cancellationToken);
        await page.Context.CloseAsync();
    }
}
