using Bunit;
using Tracetest.Domain.Traces;
using Tracetest.Web.Components.Assertions;
using Tracetest.Web.Components.Traces;
using Tracetest.Web.Tests.Fakes;

namespace Tracetest.Web.Tests.Components;

public sealed class SpanRowTests : BunitContext
{
    private static readonly Waterfall Waterfall = Waterfall.Of(SampleTrace.Import(SampleTrace.Id(1), default));

    [Fact]
    public void SpanRow_ParentOpen_TellsLevelAndExpansion()
    {
        var row = Row(0).Find("[role=row]");

        Assert.Equal("1", row.GetAttribute("aria-level"));
        Assert.Equal("true", row.GetAttribute("aria-expanded"));
    }

    [Fact]
    public void SpanRow_Leaf_HasNoExpansion() => Assert.Null(Row(1).Find("[role=row]").GetAttribute("aria-expanded"));

    [Fact]
    public void SpanRow_Folded_CountsWhatItHides()
    {
        var row = Row(0, p => p.Add(r => r.IsFolded, true).Add(r => r.HiddenMatches, 8));

        Assert.Equal("+17, 8 match", row.Find(".kids").TextContent);
    }

    [Fact]
    public void SpanRow_FailedChecks_OutrankPassedOnes()
    {
        var row = Row(1, p => p.Add(r => r.Checks, new SpanChecks(7, 2, 1)));

        Assert.Equal("2", row.Find(".chk").TextContent.Trim());
        Assert.NotNull(row.Find(".chk [data-status=Fail]"));
    }

    [Fact]
    public void SpanRow_MarkupInAName_IsText()
    {
        var trace = SampleTrace.Import(SampleTrace.Id(1), default);
        var hostile = Trace.Assemble(trace.Id, [trace.Spans[0] with { Name = "<img src=x onerror=alert(1)>" }]);

        var row = Render<SpanRow>(p => p.Add(r => r.Waterfall, Waterfall.Of(hostile)).Add(r => r.Position, 0).Add(r => r.Window, new TimeWindow(1, 2)));

        Assert.Empty(row.FindAll("img"));
        Assert.Contains("<img", row.Find(".name").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void SpanRow_Twisty_TogglesWithoutSelecting()
    {
        var (selected, toggled) = (-1, -1);
        var row = Row(0, p => p.Add(r => r.OnSelect, position => selected = position).Add(r => r.OnToggle, position => toggled = position));

        row.Find("button.tw").Click();

        Assert.Equal((-1, 0), (selected, toggled));
    }

    private IRenderedComponent<SpanRow> Row(int position, Action<ComponentParameterCollectionBuilder<SpanRow>>? more = null) => Render<SpanRow>(p =>
    {
        p.Add(row => row.Waterfall, Waterfall).Add(row => row.Position, position).Add(row => row.Window, Waterfall.Whole);
        more?.Invoke(p);
    });
}
