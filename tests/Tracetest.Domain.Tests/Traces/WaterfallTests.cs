using System.Collections.Immutable;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Tests.Traces;

public sealed class WaterfallTests
{
    private static readonly TraceId Id = TraceId.NewRandom();

    [Fact]
    public void Rows_NothingCollapsed_AreAllSpans() =>
        Assert.Equal([0, 1, 2, 3], Tree().Rows(ImmutableHashSet<int>.Empty).ToArray());

    [Fact]
    public void Rows_Collapsed_LeaveOutTheDescendants() =>
        Assert.Equal([0, 1, 3], Tree().Rows(ImmutableHashSet.Create(1)).ToArray());

    [Fact]
    public void Reveal_HiddenSpan_UnfoldsItsAncestorsOnly()
    {
        var collapsed = ImmutableHashSet.Create(0, 1, 3);

        Assert.Equal([3], Tree().Reveal(collapsed, 2).ToArray());
    }

    [Fact]
    public void Whole_SpansWithoutTime_DoNotCount()
    {
        var waterfall = Waterfall.Of(Trace.Assemble(Id, [Span(1, 0, 1_000, 2_000), Span(2, 1, 0, 0)]));

        Assert.Equal(new TimeWindow(1_000, 2_000), waterfall.Whole);
        Assert.False(waterfall.BarOf(1, waterfall.Whole).IsVisible);
    }

    [Fact]
    public void BarOf_ZoomedWindow_IsCutToIt()
    {
        var waterfall = Tree();

        var bar = waterfall.BarOf(0, waterfall.Whole.Slice(0.25, 0.75));

        Assert.Equal(0, bar.Left, 6);
        Assert.Equal(1, bar.Width, 6);
        Assert.False(waterfall.BarOf(2, waterfall.Whole.Slice(0.9, 1)).IsVisible);
    }

    [Fact]
    public void BarOf_EndBeforeStart_HasNoWidth() =>
        Assert.Equal(0, Waterfall.Of(Trace.Assemble(Id, [Span(1, 0, 5_000, 6_000), Span(2, 1, 5_500, 5_100)])) is var w ? w.BarOf(1, w.Whole).Width : -1);

    [Fact]
    public void HasErrorBelow_FailedGrandchild_IsTrueForItsAncestors()
    {
        var waterfall = Waterfall.Of(Trace.Assemble(
            Id, [Span(1, 0, 1, 9), Span(2, 1, 2, 8), Span(3, 2, 3, 4) with { Status = new SpanStatus(SpanStatusCode.Error) }, Span(4, 1, 8, 9)]));

        Assert.Equal([true, true, false, false], Enumerable.Range(0, 4).Select(waterfall.HasErrorBelow));
    }

    [Theory]
    [InlineData(612_000_000)]
    [InlineData(1)]
    [InlineData(48)]
    [InlineData(3_600_000_000_000)]
    [InlineData(7_000_000)]
    [InlineData(70_001)]
    public void Ticks_WholeTrace_AreAtMostSevenRoundTimes(long length)
    {
        var ticks = TimeAxis.Ticks(new TimeWindow(1_000, 1_000 + length), 1_000);

        Assert.InRange(ticks.Length, 2, TimeAxis.MaxTicks);
        Assert.StartsWith("0 ", ticks[0].Label, StringComparison.Ordinal);
        Assert.All(ticks, tick => Assert.InRange(tick.Fraction, 0, 1));
    }

    [Fact]
    public void Ticks_612Milliseconds_AreHundreds() =>
        Assert.Equal(
            ["0 ms", "100", "200", "300", "400", "500", "600"],
            TimeAxis.Ticks(new TimeWindow(5, 612_000_005), 5).Select(tick => tick.Label));

    [Fact]
    public void Overview_ManySpans_HasAtMostTwoThousandStrokes()
    {
        var spans = Enumerable.Range(1, 20_000).Select(i => Span(i, i == 1 ? 0 : 1, i * 10, i * 10 + 5 + i % 7 * 1_000));
        var overview = WaterfallOverview.Of(Waterfall.Of(Trace.Assemble(Id, spans)), new HashSet<int> { 5 }, _ => "paint");

        Assert.InRange(overview.Strokes.Length, 10, WaterfallOverview.MaxStrokes);
        Assert.Contains(overview.Strokes, stroke => stroke.IsMatch);
    }

    [Fact]
    public void Overview_FewSpans_HasOneStrokeEach() =>
        Assert.Equal(4, WaterfallOverview.Of(Tree(), ImmutableHashSet<int>.Empty, _ => "paint").Strokes.Length);

    [Fact]
    public void CriticalPath_ChildBusyToTheEnd_TakesTheTimeFromItsParent()
    {
        // 1: 0..100; 2: 10..40; 3: 50..90. The parent itself holds up 0..10, 40..50 and 90..100.
        var path = CriticalPath.Of(Trace.Assemble(Id, [Span(1, 0, 1_000, 1_100), Span(2, 1, 1_010, 1_040), Span(3, 1, 1_050, 1_090)]));

        Assert.Equal([new(1_090, 1_100), new(1_040, 1_050), new(1_000, 1_010)], path.Of(0).ToArray());
        Assert.Equal([new(1_010, 1_040)], path.Of(1).ToArray());
    }

    [Fact]
    public void CriticalPath_ChildOutlivesItsParent_IsFollowed()
    {
        var path = CriticalPath.Of(Trace.Assemble(Id, [Span(1, 0, 1_000, 1_020), Span(2, 1, 1_010, 1_100)]));

        Assert.Equal([new(1_000, 1_010)], path.Of(0).ToArray());
        Assert.Equal([new(1_010, 1_100)], path.Of(1).ToArray());
    }

    [Fact]
    public void Of_VeryDeepTrace_NeedsNoRecursion()
    {
        var waterfall = Waterfall.Of(Trace.Assemble(Id, Enumerable.Range(1, 100_000).Select(i => Span(i, i - 1, i, 200_000 - i))));

        Assert.Equal(100_000, waterfall.Rows(ImmutableHashSet<int>.Empty).Length);
        Assert.Single(waterfall.Rows(ImmutableHashSet.Create(0)));
    }

    [Fact]
    public void Find_TextAndPair_LookInTheRightPlaces()
    {
        var trace = Trace.Assemble(Id, [Span(1, 0, 1, 2) with { Attributes = [new("db.system", AttributeValue.From("redis"))] }, Span(2, 1, 1, 2) with { Name = "redis call" }]);

        Assert.Equal([0, 1], SpanSearch.Find(trace, "REDIS").ToArray());
        Assert.Equal([0], SpanSearch.Find(trace, "db.system = redis").ToArray());
        Assert.Empty(SpanSearch.Find(trace, "  "));
    }

    private static Waterfall Tree() =>
        Waterfall.Of(Trace.Assemble(Id, [Span(1, 0, 1_000, 2_000), Span(2, 1, 1_100, 1_500), Span(3, 2, 1_200, 1_300), Span(4, 1, 1_600, 1_900)]));

    private static Span Span(int number, int parent, long start, long end) => new()
    {
        TraceId = Id,
        Id = Number(number),
        ParentId = parent == 0 ? default : Number(parent),
        Name = "span",
        StartTimeUnixNano = start,
        EndTimeUnixNano = end,
    };

    private static SpanId Number(int number) => SpanId.TryParse(number.ToString("x16"), out var id) ? id : default;
}
