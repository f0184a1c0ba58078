using Tracetest.Domain.Selectors;
using Tracetest.Domain.Tests.Traces;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Tests.Selectors;

public sealed class SelectorSelectTests
{
    private const int Seed = 20240506;

    [Fact]
    public void Select_RandomTraces_AgreesWithTheNaiveSelection()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 2_000; round++)
        {
            var trace = TraceBuilder.RandomTrace(random, random.Next(0, 14));
            var text = RandomSelector(random);
            var selector = Selector.Parse(text).Value!;

            Assert.True(
                NaiveSelection.Select(selector, trace).SequenceEqual(selector.Select(trace)),
                $"round {round}: {text} on {TraceBuilder.Outline(trace)}");
        }
    }

    [Theory]
    [InlineData("span[] span[] span[]", 99_998)]
    [InlineData("span[n=\"odd\"] span[n=\"even\"] span[n=\"odd\"]", 49_999)]
    [InlineData("span[] span[]:last", 1)]
    [InlineData("span[] span[]:first span[n=\"even\"]", 49_999)]
    [InlineData("span[] span[]:nth_child(2) span[]:nth_child(3)", 99_995)]
    [InlineData("span[], span[], span[] span[]", 100_000)]
    [InlineData("span[] > span[] > span[]", 99_998)]
    [InlineData("span[] > span[]:first > span[n=\"even\"]", 49_999)]
    [InlineData("span[] > span[n matches \"^o\"]:last span[]", 99_997)]
    public void Select_ChainOfHundredThousand_NeedsNoMoreThanLinearWork(string text, int expected)
    {
        // A walk of every subtree would take ten thousand million steps and never come back; recursion would end the process.
        var selected = Selector.Parse(text).Value!.Select(LongChain.Value);

        Assert.Equal(expected, selected.Length);
    }

    [Fact]
    public void Select_PicksOutOfDocumentOrder_KeepTheOrderOfTheirAncestors()
    {
        var trace = TraceBuilder.Trace(
            TraceBuilder.Span(1, 0, 1, "a"), TraceBuilder.Span(2, 1, 2, "a"),
            TraceBuilder.Span(3, 2, 3, "b"), TraceBuilder.Span(4, 1, 4, "b"));

        var selected = Selector.Parse("span[name=\"a\"] span[name=\"b\"]:last").Value!.Select(trace);

        Assert.Equal([3, 2], selected);
    }

    [Fact]
    public void Select_ManyRoots_AreAllLookedAt()
    {
        var trace = TraceBuilder.Trace(TraceBuilder.Span(1, 0, 1), TraceBuilder.Span(2, 0, 2), TraceBuilder.Span(3, 2, 3));

        Assert.Equal([1, 2], Selector.Parse("span[name=\"s2\"], span[name=\"s2\"] span[]").Value!.Select(trace));
    }

    [Fact]
    public void Select_EmptyTrace_PicksNothing() =>
        Assert.Empty(Selector.Parse("span[] span[]:first, span[]").Value!.Select(TraceBuilder.Trace()));

    private static readonly Lazy<Trace> LongChain = new(() => TraceBuilder.Chain(100_000));

    private static string RandomSelector(Random random) => string.Join(", ", Enumerable.Range(0, random.Next(1, 3)).Select(_ =>
        string.Join(random.Next(3) == 0 ? " > " : " ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomStep(random)))));

    private static string RandomStep(Random random)
    {
        string[] filters =
        [
            "", "a=\"0\"", "a=\"1\"", "b=\"2\"", "name=\"n1\"", "b contains \"1\"", "absent=\"\"", "a=1 b=0", "a!=1", "b<2", "b >= 1, name != \"n0\"",
            "a", "!a", "!absent", "absent", "b not-contains 1", "name starts-with \"n\"", "name ends-with 2", "name matches \"^n[01]\"", "a > -1", "absent < 1",
            "b <= 1.0", "a = 1ns", "b != 2ns", "\"a\" = 0",
        ];
        string[] pseudoClasses = ["", "", "", ":first", ":last", ":nth_child(2)", ":nth_child(0)"];
        return $"span[{filters[random.Next(filters.Length)]}]{pseudoClasses[random.Next(pseudoClasses.Length)]}";
    }
}
