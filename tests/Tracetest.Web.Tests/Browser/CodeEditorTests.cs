using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tracetest.Domain.Triggers;
using Tracetest.Web.Tests.Fakes;
using static Microsoft.Playwright.Assertions;

namespace Tracetest.Web.Tests.Browser;

public sealed class CodeEditorTests(BrowserFixture browser)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Selector_CtrlSpace_OffersNamesOfTheNewestTraceAndEnterTakesOne()
    {
        var page = await OpenAsync(await browser.HostAsync(Token), $"test/{SampleData.Import}/edit");
        var editor = await EditorAsync(page, "#spec-0-selector");

        await editor.FillAsync("span[db.]");
        await editor.PressAsync("ArrowLeft");
        await editor.PressAsync("Control+Space");
        await Expect(page.GetByRole(AriaRole.Option).First).ToContainTextAsync("db.");
        var taken = await TakeSelectedAsync(page, editor);

        Assert.StartsWith("db.", taken, StringComparison.Ordinal);
        await Expect(editor).ToHaveTextAsync($"span[{taken}]");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Completions_Escape_ClosesThemAndKeepsTheText()
    {
        var page = await OpenAsync(await browser.HostAsync(Token), $"test/{SampleData.Import}/edit");
        var editor = await EditorAsync(page, "#spec-0-selector");
        await editor.FillAsync("span[db.]");
        await editor.PressAsync("ArrowLeft");
        await editor.PressAsync("Control+Space");
        await Expect(page.GetByRole(AriaRole.Listbox)).ToBeVisibleAsync();

        await editor.PressAsync("Escape");

        await Expect(page.GetByRole(AriaRole.Listbox)).ToHaveCountAsync(0);
        await Expect(editor).ToHaveTextAsync("span[db.]");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Tab_InAnEditor_LeavesIt()
    {
        var page = await OpenAsync(await browser.HostAsync(Token), $"test/{SampleData.Import}/edit");
        var editor = await EditorAsync(page, "#spec-0-selector");
        await editor.FocusAsync();

        await page.Keyboard.PressAsync("Tab");

        await Expect(page.GetByLabel("Assertion 1", new() { Exact = true }).First).ToBeFocusedAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Enter_InAOneLineEditor_SavesWithWhatWasTyped()
    {
        await using var host = await UiHost.StartAsync(SampleData.Build(100), new FixedStartTime(SampleTrace.Start), Token);
        var page = await OpenAsync(host, $"test/{SampleData.Import}/edit");
        var editor = await EditorAsync(page, "#spec-0-selector");

        await editor.FillAsync("span[db.system = \"redis\"]");
        await editor.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(new Regex("/run/"));
        var stored = await host.Backend.FindAsync(SampleData.Import, Token);
        Assert.Equal("span[db.system = \"redis\"]", stored!.Specs[0].Selector);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Selector_WhileTyped_SaysHowManySpansItSelects()
    {
        var page = await OpenAsync(await browser.HostAsync(Token), $"test/{SampleData.Import}/edit");
        var editor = await EditorAsync(page, "#spec-0-selector");
        var count = page.Locator("fieldset[aria-label='Spec 1'] [role=status]");

        await editor.FillAsync("span[db.system = \"redis\"]");
        await Expect(count).ToContainTextAsync("3 spans selected");
        await editor.FillAsync("span[db.system = \"oracle\"]");
        await Expect(count).ToContainTextAsync("No span selected");
        await Expect(page.Locator(".reason").First).ToContainTextAsync("db.system");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Assertion_Faulty_IsUnderlinedAndExplained()
    {
        var page = await OpenAsync(await browser.HostAsync(Token), $"test/{SampleData.Import}/edit");
        var editor = page.GetByLabel("Assertion 1", new() { Exact = true }).First;
        await EditorAsync(page, "#spec-0-selector");

        await editor.FillAsync("attr:db.system = = 1");

        await Expect(editor.Locator(".cm-lintRange-error")).ToHaveCountAsync(1);
        await Expect(editor).ToHaveAttributeAsync("aria-invalid", "true");
        await editor.Locator(".cm-lintRange-error").HoverAsync();
        await Expect(page.GetByRole(AriaRole.Tooltip).Or(page.Locator(".cm-tooltip-lint"))).ToContainTextAsync("expected");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Script_Refused_LeavesPlainFieldsThatWork()
    {
        await using var host = await UiHost.StartAsync(SampleData.Build(100), new FixedStartTime(SampleTrace.Start), Token);
        var page = await browser.PageAsync("light", 1440, 900, Token);
        await page.RouteAsync("**/js/vendor/**", route => route.AbortAsync());
        await page.GotoAsync($"{host.Address}/test/{SampleData.Import}/edit");
        await Pages.ReadyAsync(page);

        await page.Locator("input#spec-0-selector").FillAsync("span[db.system = \"redis\"]");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/run/"));
        var stored = await host.Backend.FindAsync(SampleData.Import, Token);
        Assert.Equal("span[db.system = \"redis\"]", stored!.Specs[0].Selector);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Body_LargerThanAMessageMayBe_IsStoredWhole()
    {
        await using var host = await UiHost.StartAsync(SampleData.Build(100), new FixedStartTime(SampleTrace.Start), Token);
        var page = await OpenAsync(host, $"test/{SampleData.Import}/edit");
        var body = string.Join('\n', Enumerable.Repeat("{\"text\": \"é\\\"\"}", 20_000));

        var editor = await EditorAsync(page, "#body");
        await editor.PressAsync("Control+A");
        await editor.EvaluateAsync(
            """
            (editor, text) => {
              const clipboardData = new DataTransfer();
              clipboardData.setData('text/plain', text);
              editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
            }
            """,
            body);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/run/"));
        var stored = await host.Backend.FindAsync(SampleData.Import, Token);
        Assert.Equal(body, Assert.IsType<Trigger.Http>(stored!.Trigger).Body);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Attribute_OfASpan_BeginsASpecWithSuggestions()
    {
        var page = await OpenAsync(await browser.HostAsync(Token), $"test/{SampleData.Import}/run/318/test?span={SampleTrace.Span(15)}");
        await page.Locator(".at", new() { HasText = "db.system" }).HoverAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Add an assertion on db.system" }).ClickAsync();

        var spec = page.GetByRole(AriaRole.Group, new() { Name = "Spec 6" });
        await Expect(spec.GetByLabel("Assertion 1", new() { Exact = true })).ToHaveTextAsync("attr:db.system = \"postgresql\"");
        await Expect(spec.GetByText("1 span selected")).ToBeVisibleAsync();
        await spec.GetByRole(AriaRole.Button, new() { Name = "All database spans" }).ClickAsync();

        await Expect(spec.GetByText("8 spans selected")).ToBeVisibleAsync();
        await Expect(page.Locator("#spec-5-selector")).ToHaveTextAsync("span[tracetest.span.type = \"database\"]");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Form_OnlyLookedAt_IsNotDirty()
    {
        var page = await OpenAsync(await browser.HostAsync(Token), $"test/{SampleData.Import}/edit");
        var editor = await EditorAsync(page, "#spec-0-selector");

        await editor.ClickAsync();
        await page.Keyboard.PressAsync("Tab");

        await Expect(page.GetByText("Not saved")).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    /// <summary>
    /// Takes what is selected in the list and says what it was. The list takes no keys in its first moments, so that nobody hits it by
    /// accident, and Enter does nothing else while it is open; so Enter is pressed until the list is gone.
    /// </summary>
    private static async Task<string> TakeSelectedAsync(IPage page, ILocator editor)
    {
        var list = page.Locator(".cm-tooltip-autocomplete");
        var taken = await list.Locator("[aria-selected=true] .cm-completionLabel").InnerTextAsync();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (await list.CountAsync() > 0)
        {
            patience.Token.ThrowIfCancellationRequested();
            await editor.PressAsync("Enter");
        }

        return taken;
    }

    private static async Task<ILocator> EditorAsync(IPage page, string selector)
    {
        await Expect(page.Locator("[data-editor=plain]")).ToHaveCountAsync(0);
        return page.Locator(selector);
    }

    private async Task<IPage> OpenAsync(UiHost host, string path)
    {
        var page = await browser.PageAsync("light", 1440, 900, Token);
        await page.GotoAsync(host.Address + "/" + path);
        await Pages.ReadyAsync(page);
        return page;
    }
}
