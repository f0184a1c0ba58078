using Bunit;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Traces;
using Tracetest.Web.Components.Assertions;
using Tracetest.Web.Tests.Fakes;

namespace Tracetest.Web.Tests.Components;

public sealed class SpecItemTests : BunitContext
{
    private static readonly Trace Trace = SampleTrace.Import(SampleTrace.Id(1), default);

    public SpecItemTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void SpecItem_OpenAndFailed_ShowsExpectedObservedAndExcess()
    {
        var item = Item(SampleData.ImportResults.Specs[0], isOpen: true);

        Assert.Contains("< 80 ms", item.Find(".eo").TextContent, StringComparison.Ordinal);
        Assert.Equal("+14.2 ms, 18 % over", item.Find(".delta").TextContent);
        Assert.Equal("INSERT pokemon", item.Find(".cmp b").TextContent);
    }

    [Fact]
    public void SpecItem_GoToSpan_NamesTheSpan()
    {
        SpanId? gone = null;
        var item = Render<SpecItem>(p => p.Add(i => i.Result, SampleData.ImportResults.Specs[0]).Add(i => i.Trace, Trace).Add(i => i.IsOpen, true).Add(i => i.OnGoTo, id => gone = id));

        item.Find(".cmp .link").Click();

        Assert.Equal(SampleTrace.Span(15), gone);
    }

    [Fact]
    public void SpecItem_CouldNotBeEvaluated_IsAnErrorAndSaysWhyWhileClosed()
    {
        var item = Item(SampleData.ImportResults.Specs[2], isOpen: false);

        Assert.Equal("Error", item.Find("section").GetAttribute("data-status"));
        Assert.Contains("http.status_code is missing", item.Find(".why").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void SpecItem_TenThousandFailures_ShowsAFewAndOffersMore()
    {
        var spans = Enumerable.Range(1, 10_000).Select(i => SampleData.Fail(i, "90ms", "80ms")).ToArray();
        var item = Item(new SpecResult("All quick", "", [SampleData.Check("attr:tracetest.span.duration < 80ms", spans)]), isOpen: true);

        Assert.Equal(2, item.FindAll(".cmp").Count);
        item.Find(".ck .btn").Click();
        Assert.Equal(22, item.FindAll(".cmp").Count);
    }

    [Fact]
    public void SpecItem_DifferingJson_IsComparedLineByLine()
    {
        var item = Item(SampleData.ImportResults.Specs[1], isOpen: true);

        Assert.Contains("queued", item.Find(".del").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, item.FindAll(".add").Count);
    }

    [Fact]
    public void SpecItem_NothingSelected_SaysWhyAndNamesTheNearestSpans()
    {
        var none = new SpanResult(null, "", "", new AssertionFault(AssertionFaultKind.Resolution, "resolution error: there are no matching spans"));
        var item = Item(new SpecResult("", "span[db.system = \"postgres\"]", [SampleData.Check("attr:db.name = \"x\"", none)]), isOpen: true);

        Assert.Contains("db.system", item.Find(".reason p").TextContent, StringComparison.Ordinal);
        Assert.Contains("postgresql", item.Find(".reason li").TextContent, StringComparison.Ordinal);
        Assert.Equal("There are no matching spans.", item.Find(".cmp .why").TextContent);
    }

    [Fact]
    public void SpecItem_TextsThatDifferInCase_SaysSo()
    {
        var item = Item(new SpecResult("", "span", [SampleData.Check("attr:db.system = \"Redis\"", SampleData.Fail(3, "redis", "Redis"))]), isOpen: true);

        Assert.Contains("letter case", item.Find(".cmp .why").TextContent, StringComparison.Ordinal);
        Assert.Equal("text", item.Find(".eo .kind").TextContent);
    }

    private IRenderedComponent<SpecItem> Item(SpecResult result, bool isOpen) =>
        Render<SpecItem>(p => p.Add(item => item.Result, result).Add(item => item.Trace, Trace).Add(item => item.IsOpen, isOpen));
}
