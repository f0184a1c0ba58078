using System.Collections.Immutable;
using Microsoft.Playwright;
using Tracetest.Web.Tests.Fakes;

namespace Tracetest.Web.Tests.Browser;

/// <summary>The pages of the product, each with something worth looking at.</summary>
public static class Pages
{
    public static ImmutableArray<(string Name, string Path)> All { get; } =
    [
        ("tests", "tests"),
        ("tests-nomatch", "tests?q=refnd"),
        ("run-test", $"test/{SampleData.Import}/run/318/test?span={SampleTrace.Span(15)}&spec=0"),
        ("run-trace", $"test/{SampleData.Import}/run/318/trace"),
        ("run-trigger", $"test/{SampleData.Import}/run/318/trigger"),
        ("run-large", $"test/{SampleData.Large}/run/1/test"),
        ("run-waiting", $"test/{SampleData.Waiting}/run/2"),
        ("run-refused", $"test/{SampleData.Refused}/run/1"),
        ("run-no-trace", $"test/{SampleData.NoTrace}/run/1"),
        ("run-no-specs", $"test/{SampleData.NoSpecs}/run/1"),
        ("run-late", $"test/{SampleData.Late}/run/1"),
        ("run-missing", "test/none/run/7"),
        ("edit", $"test/{SampleData.Import}/edit"),
        ("new", "test/new"),
        ("language", "help/language"),
        ("language-reference", "help/language/reference"),
        ("never-run", $"test/{SampleData.NeverRun}"),
    ];

    /// <summary>Waits until the page is interactive and has loaded what it shows.</summary>
    public static async Task ReadyAsync(IPage page)
    {
        await page.Locator("h1").First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        await page.WaitForFunctionAsync("() => !document.querySelector('[aria-busy=\"true\"]') && document.fonts.status === 'loaded'");
    }

    /// <summary>Waits until keys are listened for, by at least so many parts of the page.</summary>
    public static Task KeysReadyAsync(IPage page, int listeners) =>
        page.WaitForFunctionAsync("least => Number(document.body.dataset.keys ?? 0) >= least", listeners);
}
