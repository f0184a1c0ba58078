using Tracetest.Domain.Traces;
using static Tracetest.Domain.Tests.Traces.TraceBuilder;

namespace Tracetest.Domain.Tests.Traces;

public sealed class TraceAssembleTests
{
    private const int Many = 100_000;

    [Fact]
    public void Assemble_Children_StandBehindTheirParentByStartTime()
    {
        var trace = Trace(Span(4, 1, 9), Span(3, 2, 5), Span(1, 0, 1), Span(2, 1, 2));

        Assert.Equal("s1 .s2 ..s3 .s4", Outline(trace));
    }

    [Fact]
    public void Assemble_EqualStarts_KeepTheOrderGiven() =>
        Assert.Equal("s1 .s3 .s2", Outline(Trace(Span(1), Span(3, 1, 7), Span(2, 1, 7))));

    [Fact]
    public void Assemble_ManyRoots_StayRootsByStartTime()
    {
        var trace = Trace(Span(3, 0, 3), Span(1, 0, 1), Span(2, 1, 2));

        Assert.Equal("s1 .s2 s3", Outline(trace));
        Assert.Equal([0, 2], trace.Roots);
    }

    [Fact]
    public void Assemble_Orphan_IsARootThatMissesItsParent()
    {
        var trace = Trace(Span(1, 0, 1), Span(2, 9, 2));

        Assert.Equal("s1 s2", Outline(trace));
        Assert.False(trace.IsMissingParent(0));
        Assert.True(trace.IsMissingParent(1));
    }

    [Theory]
    [InlineData(new[] { 1, 1 }, "s1")]
    [InlineData(new[] { 1, 2, 2, 1 }, "s1 .s2")]
    [InlineData(new[] { 1, 3, 2, 1, 3, 2 }, "s1 .s2 ..s3")]
    [InlineData(new[] { 2, 3, 3, 2, 1, 2 }, "s2 .s3 .s1")]
    public void Assemble_RingOfParents_IsOpenedAtTheSpanThatStartsFirst(int[] idsAndParents, string outline)
    {
        var spans = idsAndParents.Chunk(2).Select(pair => Span(pair[0], pair[1], pair[0] == 1 && idsAndParents[0] == 2 ? 5 : pair[0]));

        Assert.Equal(outline, Outline(Trace(spans)));
    }

    [Fact]
    public void Assemble_SameIdTwice_TheLastCounts() =>
        Assert.Equal("s1 .new", Outline(Trace(Span(1), Span(2, 1, 1, "old"), Span(2, 1, 2, "new"))));

    [Fact]
    public void Assemble_PlaceholderRoot_IsDropped() =>
        Assert.Equal("s2", Outline(Trace(Span(1, name: SemanticConventions.TemporaryRootName), Span(2, 1))));

    [Fact]
    public void Assemble_Nothing_IsATraceWithoutRoots()
    {
        var trace = Trace();

        Assert.Equal(0, trace.Count);
        Assert.Empty(trace.Roots);
    }

    [Fact]
    public void Assemble_ChainOfHundredThousand_HasEveryDepth()
    {
        var trace = Chain(Many);

        Assert.Equal(Many - 1, trace.DepthOf(Many - 1));
        Assert.Equal(Many, trace.SubtreeEnd(0));
        Assert.Equal(Many - 2, trace.ParentOf(Many - 1));
    }

    [Fact]
    public void Assemble_StarOfHundredThousand_HasOneParent()
    {
        var trace = Trace(Enumerable.Range(1, Many).Select(i => Span(i, i == 1 ? 0 : 1, i)));

        Assert.Equal(Many - 1, trace.ChildrenOf(0).Count());
        Assert.All(Enumerable.Range(1, 100), i => Assert.Equal(i + 1, trace.SubtreeEnd(i)));
    }

    [Fact]
    public void Assemble_RandomForests_IntervalsAgreeWithParents()
    {
        var random = new Random(11);
        for (var round = 0; round < 300; round++)
        {
            var trace = RandomTrace(random, random.Next(1, 20));
            for (var i = 0; i < trace.Count; i++)
            {
                Assert.Equal(trace.Spans[i].ParentId.IsValid ? trace.PositionOf(trace.Spans[i].ParentId) : -1, trace.ParentOf(i));
                Assert.All(trace.ChildrenOf(i), child => Assert.Equal(i, trace.ParentOf(child)));
                Assert.All(
                    Enumerable.Range(0, trace.Count),
                    other => Assert.Equal(HasAncestor(trace, other, i), other > i && other < trace.SubtreeEnd(i)));
            }
        }
    }

    [Fact]
    public void PositionOf_UnknownSpan_IsMinusOne() => Assert.Equal(-1, Trace(Span(1)).PositionOf(IdOf(2)));

    [Fact]
    public void WithTriggerRoot_RootsAndOrphans_BecomeItsChildren()
    {
        var trace = Trace(Span(1, 0, 5), Span(2, 77, 3), Span(3, 1, 6)).WithTriggerRoot(Trigger(50));

        Assert.Equal("Tracetest trigger .s2 .s1 ..s3", Outline(trace));
        Assert.Equal(IdOf(50), trace.Spans[2].ParentId);
        Assert.Equal(IdOf(77), trace.Spans[1].ParentId);
    }

    [Fact]
    public void WithTriggerRoot_EmptyTrace_IsTheTriggerAlone() =>
        Assert.Equal("Tracetest trigger", Outline(Trace().WithTriggerRoot(Trigger(50))));

    [Fact]
    public void WithTriggerRoot_DeliveredTriggerSpan_IsKeptAndGainsTheAttributes()
    {
        var delivered = Span(7, 0, 1, SemanticConventions.TriggerSpanName, ("own", "1"));

        var trace = Trace(delivered, Span(8, 7, 2)).WithTriggerRoot(Trigger(50));

        Assert.Equal("Tracetest trigger .s8", Outline(trace));
        Assert.Equal(IdOf(7), trace.Spans[0].Id);
        Assert.Equal("1", trace.Spans[0].TextOf("own"));
        Assert.Equal("200", trace.Spans[0].TextOf(SemanticConventions.ResponseStatus));
    }

    private static Span Trigger(int id) =>
        Span(id, 0, 0, SemanticConventions.TriggerSpanName, (SemanticConventions.ResponseStatus, "200"));

    private static bool HasAncestor(Trace trace, int position, int ancestor)
    {
        var at = trace.ParentOf(position);
        while (at >= 0 && at != ancestor)
        {
            at = trace.ParentOf(at);
        }

        return at == ancestor && at >= 0;
    }
}
