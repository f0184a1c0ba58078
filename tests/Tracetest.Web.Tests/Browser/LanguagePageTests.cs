using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tracetest.Web.Tests.Browser;

public sealed partial class LanguagePageTests(BrowserFixture browser)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("A4")]
    [InlineData("Letter")]
    public async Task CheatSheet_Printed_IsOnePage(string format)
    {
        var page = await OpenAsync("help/language");

        var paper = await page.PdfAsync(new PagePdfOptions { Format = format, Margin = new Margin { Top = "8mm", Bottom = "8mm", Left = "8mm", Right = "8mm" } });

        Assert.Single(PageObject().Matches(Encoding.Latin1.GetString(paper)));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task CheatSheet_LinkToTheReference_StaysInTheApp()
    {
        var page = await OpenAsync("help/language");

        await page.Locator("article").GetByRole(AriaRole.Link, new() { Name = "the reference" }).ClickAsync();

        await Expect(page.Locator("h1")).ToHaveTextAsync("The test language, in full");
        await page.Context.CloseAsync();
    }

    private async Task<IPage> OpenAsync(string path)
    {
        var host = await browser.HostAsync(Token);
        var page = await browser.PageAsync("light", 1440, 900, Token);
        await page.GotoAsync(host.Address + "/" + path);
        await Pages.ReadyAsync(page);
        return page;
    }

    [GeneratedRegex(@"/Type\s*/Page\b", RegexOptions.NonBacktracking)]
    private static partial Regex PageObject();
}
