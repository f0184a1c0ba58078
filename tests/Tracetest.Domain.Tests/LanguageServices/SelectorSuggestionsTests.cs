using Tracetest.Domain.LanguageServices;
using Tracetest.Domain.Selectors;
using Tracetest.Domain.Tests.Traces;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Tests.LanguageServices;

public sealed class SelectorSuggestionsTests
{
    private static readonly Trace Shop = TraceBuilder.Trace(
        TraceBuilder.Span(1, 0, 1, "POST /orders", ("service.name", "shop"), ("http.route", "/orders")),
        TraceBuilder.Span(2, 1, 2, "reserve", ("service.name", "stock"), ("rpc.method", "Reserve")),
        TraceBuilder.Span(3, 2, 3, "query", ("service.name", "stock"), ("db.system", "postgres")),
        TraceBuilder.Span(4, 1, 4, "charge", ("service.name", "payment"), ("rpc.method", "Charge")),
        TraceBuilder.Span(5, 4, 5, "query", ("service.name", "stock"), ("db.system", "postgres")),
        TraceBuilder.Span(6, 1, 6, "GET /items/123456", ("service.name", "shop"), ("http.route", "/items/{id}")),
        TraceBuilder.Span(7, 1, 7, "log"), TraceBuilder.Span(8, 1, 8, "log"));

    [Fact]
    public void For_SpanWithAnOwnName_GivesTheShortestThenTheUsualThenGroups() => Assert.Equal(
        [
            new("span[name = \"reserve\"]", "This span, by name", 1),
            new("span[tracetest.span.type = \"rpc\" service.name = \"stock\" name = \"reserve\"]", "This span, by type, service and name", 1),
            new("span[tracetest.span.type = \"rpc\"]", "All rpc spans", 2),
            new("span[service.name = \"stock\"]", "All spans of stock", 3),
            new("span[name = \"POST /orders\"] > span[]", "All children of POST /orders", 5),
            new("span[name = \"POST /orders\"] span[]", "All spans below POST /orders", 7),
        ],
        SelectorSuggestions.For(Shop, Shop.PositionOf(TraceBuilder.IdOf(2))));

    [Fact]
    public void For_SpanWithAnIdInItsName_UsesWhatStaysTheSame() => Assert.Equal(
        new SuggestedSelector("span[http.route = \"/items/{id}\"]", "This span, by route", 1),
        SelectorSuggestions.For(Shop, Shop.PositionOf(TraceBuilder.IdOf(6)))[0]);

    [Fact]
    public void For_SpanLikeAnotherBelowAnotherParent_NamesTheParent() => Assert.Equal(
        new SuggestedSelector(
            "span[name = \"charge\"] > span[tracetest.span.type = \"database\" service.name = \"stock\" name = \"query\" db.system = \"postgres\"]",
            "This span, below charge",
            1),
        SelectorSuggestions.For(Shop, Shop.PositionOf(TraceBuilder.IdOf(5)))[0]);

    [Fact]
    public void For_SpanLikeItsSibling_CountsThem() => Assert.Equal(
        new SuggestedSelector("span[tracetest.span.type = \"general\" name = \"log\"]:nth_child(2)", "This span, number 2 of 2 like it", 1),
        SelectorSuggestions.For(Shop, Shop.PositionOf(TraceBuilder.IdOf(8)))[0]);

    [Fact]
    public void For_AnySpanOfRandomTraces_PicksTheSpanAndCountsRight()
    {
        var random = new Random(11);
        for (var round = 0; round < 300; round++)
        {
            var trace = TraceBuilder.RandomTrace(random, random.Next(1, 25));
            for (var position = 0; position < trace.Count; position++)
            {
                var suggestions = SelectorSuggestions.For(trace, position);

                Assert.True(suggestions[0].IsUnique);
                Assert.Equal(suggestions, SelectorSuggestions.For(trace, position));
                Assert.All(suggestions, suggestion => AssertPicks(suggestion, trace, position));
            }
        }
    }

    [Fact]
    public void For_LongChain_NeedsNoMoreThanLinearWork() =>
        Assert.Contains(SelectorSuggestions.For(TraceBuilder.Chain(100_000), 50_000), suggestion => suggestion.IsUnique);

    private static void AssertPicks(SuggestedSelector suggestion, Trace trace, int position)
    {
        var picked = Selector.Parse(suggestion.Text).Value!.Select(trace);

        Assert.Contains(position, picked);
        Assert.Equal(picked.Length, suggestion.SpanCount);
    }
}
