using Tracetest.Domain.Selectors;
using Tracetest.Domain.Tests.Traces;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Tests.Selectors;

public sealed class SelectionExplanationTests
{
    private static readonly Trace Shop = TraceBuilder.Trace(
        TraceBuilder.Span(1, 0, 1, "POST /orders", ("service.name", "shop"), ("http.status_code", "201")) with { EndTimeUnixNano = 30_000_001 },
        TraceBuilder.Span(2, 1, 2, "reserve", ("service.name", "stock"), ("db.system", "redis")) with { EndTimeUnixNano = 25_000_002 },
        TraceBuilder.Span(3, 2, 3, "query", ("service.name", "stock"), ("db.system", "postgres"), ("db.rows", "3")),
        TraceBuilder.Span(4, 2, 4, "query", ("service.name", "stock"), ("db.system", "postgres"), ("db.rows", "7")),
        TraceBuilder.Span(5, 1, 5, "notify", ("service.name", "mail"), ("http.status_code", "500")));

    [Theory]
    [InlineData("span[name = \"notifi\"]", "None of 5 spans pass `name = \"notifi\"`. Nearest is `notify`: its `name` is `notify`.")]
    [InlineData("span[service.name = \"stock\", db.rows = 5]",
        "3 of 5 spans pass `service.name = \"stock\"`, none of them `db.rows = 5`. Nearest is `query`: its `db.rows` is `3`.")]
    [InlineData("span[service.name = \"mail\", db.rows = 5]",
        "1 of 5 spans passes `service.name = \"mail\"`, none of these `db.rows = 5`. Nearest is `notify`: it has no attribute `db.rows`.")]
    [InlineData("span[http.staus = 201]",
        "None of 5 spans pass `http.staus = 201`. No span has an attribute `http.staus`; did you mean `http.status_code`, seen on 2 spans.")]
    [InlineData("span[nme = \"query\"]", "None of 5 spans pass `nme = \"query\"`. No span has an attribute `nme`; did you mean `name`.")]
    [InlineData("span[zzz]", "None of 5 spans pass `zzz`. No span has an attribute `zzz`.")]
    [InlineData("span[name = \"query\", !db.rows]",
        "2 of 5 spans pass `name = \"query\"`, none of them `!db.rows`. Nearest is `query`: its `db.rows` is `3`.")]
    [InlineData("span[tracetest.span.duration > 100ms]",
        "None of 5 spans pass `tracetest.span.duration > 100ms`. Nearest is `POST /orders`: its `tracetest.span.duration` is 30ms.")]
    [InlineData("span[name = \"notify\"] span[name = \"query\"]", "1 span matches `span[name = \"notify\"]`, but nothing lies below it.")]
    [InlineData("span[name = \"reserve\"] span[name = \"notify\"]", "1 span matches `span[name = \"notify\"]`, none below `span[name = \"reserve\"]`.")]
    [InlineData("span[name = \"POST /orders\"] > span[name = \"query\"]",
        "2 spans match `span[name = \"query\"]`, none directly below `span[name = \"POST /orders\"]`.")]
    [InlineData("span[name = \"reserve\"] span[name = \"query\" db.rows = 9]",
        "2 of 2 spans below `span[name = \"reserve\"]` pass `name = \"query\"`, none of them `db.rows = 9`. Nearest is `query`: its `db.rows` is `3`.")]
    [InlineData("span[name = \"query\"]:nth_child(5)", "`:nth_child(5)` is out of range: only 2 spans match `span[name = \"query\"]`.")]
    [InlineData("span[name = \"query\"]:nth_child(0)", "`:nth_child(0)` picks nothing: counting begins at 1.")]
    [InlineData("span[service.name] span[name = \"query\"]:nth_child(3)",
        "`:nth_child(3)` is out of range: at most 2 spans match `span[name = \"query\"]` below any one span of `span[service.name]`.")]
    [InlineData("span[name = \"a\"], span[], span[zzz = 1]",
        "None of 5 spans pass `name = \"a\"`. Nearest is `POST /orders`: its `name` is `POST /orders`.\nNone of 5 spans pass `zzz = 1`. No span has an attribute `zzz`.")]
    [InlineData("span[]", "")]
    [InlineData("", "")]
    public void Explain_Selector_SaysWhatExcludedEverything(string selector, string text) =>
        Assert.Equal(text, Selector.Parse(selector).Value!.Explain(Shop).Text);

    [Fact]
    public void Explain_EmptyTrace_SaysSo() =>
        Assert.Equal("The trace has no spans.", Selector.Parse("span[a]").Value!.Explain(TraceBuilder.Trace()).Text);

    [Fact]
    public void Explain_SecondStepFiltered_GivesStepFilterAndNearestSpans()
    {
        var explanation = Selector.Parse("span[name = \"POST /orders\"] span[service.name = \"stock\", name = \"query\", db.rows = 4]").Value!.Explain(Shop);

        var alternative = Assert.Single(explanation.Alternatives);
        var cause = Assert.IsType<SelectionCause.Filtered>(alternative.Cause);
        Assert.Equal(0, explanation.PickedCount);
        Assert.Equal(2, alternative.StepNumber);
        Assert.Equal(("db.rows = 4", 4, 2), (cause.Filter.ToString(), cause.CandidateCount, cause.PassedBefore));
        Assert.Equal([(2, 2, "3"), (3, 2, "7"), (1, 1, "reserve")], cause.Nearest.Select(near => (near.Position, near.PassedCount, near.Observed!)));
    }

    [Fact]
    public void Explain_LongChain_NeedsNoMoreThanLinearWork()
    {
        var explanation = Selector.Parse("span[] span[n = \"odd\"] > span[n = \"odd\"]").Value!.Explain(TraceBuilder.Chain(100_000));

        Assert.Equal("50000 spans match `span[n = \"odd\"]`, none directly below `span[] span[n = \"odd\"]`.", explanation.Text);
    }

    [Fact]
    public void Explain_RandomSelectorsThatPickNothing_AlwaysHaveACause()
    {
        var random = new Random(5);
        string[] steps = ["span[]", "span[a = 1]", "span[b = 2]:last", "span[name = \"n1\" a = 0]", "span[zz]", "span[!a]", "span[b > 1]:nth_child(3)"];
        for (var round = 0; round < 2_000; round++)
        {
            var text = string.Join(random.Next(2) == 0 ? " " : " > ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => steps[random.Next(steps.Length)]));
            var selector = Selector.Parse(text).Value!;
            var trace = TraceBuilder.RandomTrace(random, random.Next(0, 10));

            Assert.Equal(selector.Select(trace).IsEmpty, selector.Explain(trace).Alternatives.Length == 1);
        }
    }
}
