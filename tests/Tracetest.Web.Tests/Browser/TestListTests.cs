using System.Net.Sockets;
using Microsoft.Playwright;
using Tracetest.Domain.TestRuns;
using Tracetest.Web.Tests.Fakes;
using static Microsoft.Playwright.Assertions;

namespace Tracetest.Web.Tests.Browser;

public sealed class TestListTests(BrowserFixture browser)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_Pressed_ShowsProgressAndResultWithoutReload()
    {
        await using var host = await UiHost.StartAsync(SampleData.Build(100), new FixedStartTime(SampleTrace.Start), Token);
        var page = await OpenAsync(host, "tests");
        var row = page.Locator($"[data-test={SampleData.NeverRun}]");

        await row.GetByRole(AriaRole.Button, new() { Name = "Run Add featured pokemon" }).ClickAsync();
        await Expect(row.GetByText("Calling service")).ToBeVisibleAsync();
        var run = host.Backend.Run(SampleData.NeverRun, 1);
        host.Backend.Move(run.MoveTo(RunState.TriggerFailed, SampleTrace.Start));

        await Expect(row.Locator("[data-status=Error]")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Delete_Confirmed_TakesTheTestOffTheList()
    {
        await using var host = await UiHost.StartAsync(SampleData.Build(100), new FixedStartTime(SampleTrace.Start), Token);
        var page = await OpenAsync(host, "tests");

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete Refund an order" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete test" }).ClickAsync();

        await Expect(page.Locator($"[data-test={SampleData.Refused}]")).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Search_Typed_IsInTheAddress()
    {
        var host = await browser.HostAsync(Token);
        var page = await OpenAsync(host, "tests");

        await Pages.KeysReadyAsync(page, listeners: 1);
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("order");

        await Expect(page.Locator("[data-test]")).ToHaveCountAsync(2);
        await Expect(page).ToHaveURLAsync(host.Address + "/tests?q=order");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Database_Away_OffersRetryThatWorks()
    {
        var backend = SampleData.Build(100);
        backend.Failure = new SocketException(111);
        await using var host = await UiHost.StartAsync(backend, new FixedStartTime(SampleTrace.Start), Token);
        var page = await browser.PageAsync("light", 1440, 900, Token);
        await page.GotoAsync(host.Address + "/tests");
        await Expect(page.GetByText("The tests could not be loaded")).ToBeVisibleAsync();

        backend.Failure = null;
        await page.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();

        await Expect(page.Locator("[data-test]").First).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task NewTest_Filled_IsStoredAndRun()
    {
        await using var host = await UiHost.StartAsync(new FakeBackend(), new FixedStartTime(SampleTrace.Start), Token);
        var page = await OpenAsync(host, "tests");
        await page.GetByRole(AriaRole.Link, new() { Name = "New test" }).First.ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Place an order");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and run" }).ClickAsync();
        await Expect(page.GetByText("Give the address to call.")).ToBeVisibleAsync();

        await page.Locator("#url").FillAsync("http://shop:8080/orders");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add spec" }).ClickAsync();
        await page.GetByLabel("Selector").FillAsync("span[");
        await Expect(page.Locator("#spec-0-selector-fault")).ToContainTextAsync("Column");
        await page.GetByLabel("Selector").FillAsync("span[tracetest.span.type=\"http\"]");
        await page.GetByLabel("Assertion 1", new() { Exact = true }).FillAsync("attr:http.status_code = 200");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and run" }).ClickAsync();

        await Expect(page.Locator("h1")).ToHaveTextAsync("Place an order");
        await Expect(page.GetByText("Calling the service").First).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Form_Changed_AsksBeforeLeaving()
    {
        var host = await browser.HostAsync(Token);
        var page = await OpenAsync(host, "test/new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Half a test");

        await page.GetByRole(AriaRole.Link, new() { Name = "Back" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Half a test");
        await page.GetByRole(AriaRole.Link, new() { Name = "Back" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Leave", Exact = true }).ClickAsync();

        await Expect(page).ToHaveURLAsync(host.Address + "/tests");
        await page.Context.CloseAsync();
    }

    private async Task<IPage> OpenAsync(UiHost host, string path)
    {
        var page = await browser.PageAsync("light", 1440, 900, Token);
        await page.GotoAsync(host.Address + "/" + path);
        await Pages.ReadyAsync(page);
        return page;
    }
}
