using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Tests.TestRuns;

public sealed class TraceCompletenessTests
{
    private readonly SpanId _trigger = SpanId.NewRandom();
    private readonly SpanId _root = SpanId.NewRandom();
    private readonly SpanId _child = SpanId.NewRandom();

    [Fact]
    public void CanBeWhole_WithoutSpans_IsFalse() => Assert.False(new TraceCompleteness(_trigger).CanBeWhole);

    [Fact]
    public void CanBeWhole_RootBelowTheTrigger_IsTrue()
    {
        var completeness = new TraceCompleteness(_trigger);
        completeness.Observe(_root, _trigger, isEnded: true);

        Assert.True(completeness.CanBeWhole);
    }

    [Fact]
    public void CanBeWhole_ChildBeforeItsParent_WaitsForTheParent()
    {
        var completeness = new TraceCompleteness(_trigger);
        completeness.Observe(_child, _root, isEnded: true);

        Assert.False(completeness.CanBeWhole);
        Assert.Equal(1, completeness.MissingParents);

        completeness.Observe(_root, _trigger, isEnded: true);

        Assert.True(completeness.CanBeWhole);
    }

    [Fact]
    public void CanBeWhole_SpanThatHasNotEnded_WaitsForItsEnd()
    {
        var completeness = new TraceCompleteness(_trigger);
        completeness.Observe(_root, default, isEnded: false);

        Assert.False(completeness.CanBeWhole);

        completeness.Observe(_root, default, isEnded: true);

        Assert.True(completeness.CanBeWhole);
    }

    [Fact]
    public void Observe_SameSpanTwice_CountsOnce()
    {
        var completeness = new TraceCompleteness(_trigger);

        Assert.True(completeness.Observe(_root, default, isEnded: true));
        Assert.False(completeness.Observe(_root, default, isEnded: true));
        Assert.Equal(1, completeness.Spans);
    }

    [Fact]
    public void Observe_SpanThatIsItsOwnParent_MissesNothing()
    {
        var completeness = new TraceCompleteness(_trigger);
        completeness.Observe(_root, _root, isEnded: true);

        Assert.True(completeness.CanBeWhole);
    }
}
