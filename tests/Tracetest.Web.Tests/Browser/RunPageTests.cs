using Microsoft.Playwright;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Traces;
using Tracetest.Web.Tests.Fakes;
using static Microsoft.Playwright.Assertions;

namespace Tracetest.Web.Tests.Browser;

public sealed class RunPageTests(BrowserFixture browser)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keyboard_JAndArrows_MoveFoldAndWriteTheAddress()
    {
        var page = await OpenAsync($"test/{SampleData.Import}/run/318/trace");

        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator("[role=row][aria-selected=true] .name")).ToHaveTextAsync("Tracetest trigger");
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator("[role=row][aria-selected=true] .name")).ToHaveTextAsync("POST /pokemon/import");
        Assert.Contains("span=" + SampleTrace.Span(1), page.Url, StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Treegrid).FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.Locator("[role=row]")).ToHaveCountAsync(2);
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator("[role=row][aria-selected=true] .name")).ToHaveTextAsync("validate request");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Search_Text_MarksMatchesAndWalksThem()
    {
        var page = await OpenAsync($"test/{SampleData.Import}/run/318/trace");

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("db.system=redis");
        await Expect(page.Locator("[role=row][data-state=match]")).ToHaveCountAsync(3);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[role=row][aria-selected=true] .name")).ToHaveTextAsync("GET import:52");
        await Expect(page.GetByText("1 of 3")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task GoToSpan_FromEvidence_OpensItsDetails()
    {
        var page = await OpenAsync($"test/{SampleData.Import}/run/318/test");

        await page.GetByRole(AriaRole.Button, new() { Name = "Go to span" }).First.ClickAsync();

        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Span details" }).Locator("h2")).ToHaveTextAsync("INSERT pokemon");
        Assert.Contains("span=" + SampleTrace.Span(15), page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Run_WhileWatched_GoesToItsVerdictWithoutReload()
    {
        var backend = new FakeBackend { Now = SampleTrace.Start };
        var test = SampleData.Test("live", "Live", "POST", "http://shop/import", new TestSpec("Fast", "", ["attr:tracetest.span.duration < 1s"]));
        backend.Add(test);
        await using var host = await UiHost.StartAsync(backend, new FixedStartTime(SampleTrace.Start), Token);
        var page = await browser.PageAsync("light", 1440, 900, Token);
        await page.GotoAsync(host.Address + "/test/live");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run test" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Live");
        await Expect(page.GetByText("Calling the service").First).ToBeVisibleAsync();

        var waiting = backend.Run("live", 1).MoveTo(RunState.AwaitingTrace, SampleTrace.Start) with { TriggerCompletedAt = SampleTrace.Start };
        backend.Move(waiting);
        await Expect(page.GetByText("None so far")).ToBeVisibleAsync();
        var whole = SampleTrace.Import(waiting.TraceId, waiting.SpanId);
        backend.Put(Trace.Assemble(waiting.TraceId, whole.Spans.Take(5)), SampleTrace.Start);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Use the 5 spans now" })).ToBeVisibleAsync();
        backend.Put(whole, SampleTrace.Start);
        await page.GetByRole(AriaRole.Button, new() { Name = "Use the 18 spans now" }).ClickAsync();
        await Expect(page.Locator(".chip.run")).ToHaveTextAsync("Checking specs");

        var results = new AssertionResults([new SpecResult("Fast", "", [SampleData.Check("attr:tracetest.span.duration < 1s", SampleData.Pass(1))])]);
        var finished = backend.Run("live", 1).MoveTo(RunState.AwaitingTestResults, SampleTrace.Start).MoveTo(RunState.Finished, SampleTrace.Start.AddSeconds(1));
        backend.Move(finished with { Results = results, JudgedThrough = SampleTrace.Start.AddSeconds(1) });
        await Expect(page.Locator(".chip.pass")).ToHaveTextAsync("Passed");

        backend.Put(whole, SampleTrace.Start, new Dictionary<SpanId, DateTimeOffset> { [SampleTrace.Span(18)] = SampleTrace.Start.AddSeconds(9) });
        await Expect(page.GetByText("1 span arrived after the verdict; they are shown but were not judged.")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task LargeTrace_SentToTheBrowser_DependsOnTheScreenAndNotOnTheTrace()
    {
        await using var host = await UiHost.StartAsync(SampleData.Build(100_000), new FixedStartTime(SampleTrace.Start), Token);
        var page = await browser.PageAsync("light", 1440, 900, Token);
        var received = 0L;
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => Interlocked.Add(ref received, frame.Binary?.Length ?? frame.Text?.Length ?? 0);
        await page.GotoAsync(host.Address + $"/test/{SampleData.Large}/run/1/test");
        await page.Locator("[role=row]").First.WaitForAsync(new LocatorWaitForOptions { Timeout = 120_000 });

        Assert.InRange(await page.Locator("[role=row]").CountAsync(), 10, 120);
        Assert.InRange(Interlocked.Read(ref received), 1, 600_000);

        await page.GetByRole(AriaRole.Treegrid).FocusAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(page.Locator("[role=row][aria-selected=true]")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        Assert.InRange(await page.Locator("[role=row]").CountAsync(), 10, 120);
        await page.Context.CloseAsync();
    }

    private async Task<IPage> OpenAsync(string path)
    {
        var host = await browser.HostAsync(Token);
        var page = await browser.PageAsync("light", 1440, 900, Token);
        await page.GotoAsync(host.Address + "/" + path);
        await Pages.ReadyAsync(page);
        await page.Locator("[role=row]").First.WaitForAsync();
        await Pages.KeysReadyAsync(page, listeners: 2); // the page's and the waterfall's
        return page;
    }
}
