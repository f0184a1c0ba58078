using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Tests.Traces;

public sealed class TraceVocabularyTests
{
    [Fact]
    public void Find_AttributeOfSomeSpans_CountsThemAndSamplesValues()
    {
        var trace = TraceBuilder.Trace(
            TraceBuilder.Span(1, 0, 1, "a", ("k", "x")), TraceBuilder.Span(2, 1, 2, "b", ("k", "y"), ("l", "")), TraceBuilder.Span(3, 1, 3, "c", ("k", "x")));

        Assert.Equal(3, trace.Vocabulary.Find("k")?.SpanCount);
        Assert.Equal(["x", "y"], trace.Vocabulary.Find("k")!.Values);
        Assert.Equal(1, trace.Vocabulary.Find("l")?.SpanCount);
        Assert.Null(trace.Vocabulary.Find("m"));
    }

    [Fact]
    public void Find_NameInSpanAndResource_CountsTheSpanOnceWithItsOwnLastValue()
    {
        var resource = new Resource([new("k", AttributeValue.From("resource")), new("service.name", AttributeValue.From("shop"))]);
        var trace = TraceBuilder.Trace(TraceBuilder.Span(1, 0, 1, "a", ("k", "first"), ("k", "last")) with { Resource = resource });

        Assert.Equal(1, trace.Vocabulary.Find("k")?.SpanCount);
        Assert.Equal(["last"], trace.Vocabulary.Find("k")!.Values);
        Assert.Equal(["shop"], trace.Vocabulary.Find("service.name")!.Values);
    }

    [Fact]
    public void Attributes_Always_AreWhatTheLanguageSees()
    {
        var trace = TraceBuilder.RandomTrace(new Random(3), 20);

        Assert.Equal(
            trace.Spans.SelectMany(span => span.AllTexts().Keys).Distinct().Order(StringComparer.Ordinal),
            trace.Vocabulary.Attributes.Select(use => use.Name));
    }

    [Fact]
    public void Attributes_HostileTrace_StayBounded()
    {
        var trace = TraceBuilder.Trace(Enumerable.Range(1, 100).Select(i => TraceBuilder.Span(
            i, 0, i, "a", [("v", $"{i}{new string('x', 1_000)}"), (new string('n', 1_000), ""), .. Enumerable.Range(0, 100).Select(j => ($"n{i}.{j}", ""))])));

        Assert.Equal(TraceVocabulary.MaxNames, trace.Vocabulary.Attributes.Length);
        Assert.Equal(TraceVocabulary.MaxValues, trace.Vocabulary.Find("v")!.Values.Length);
        Assert.All(trace.Vocabulary.Find("v")!.Values, value => Assert.Equal(TraceVocabulary.MaxValueLength, value.Length));
    }

    [Fact]
    public void Nearest_Misspelling_SaysOnHowManySpansTheNameWasSeen()
    {
        var trace = TraceBuilder.Trace(Enumerable.Range(1, 12).Select(i => TraceBuilder.Span(i, 0, i, "a", ("http.status_code", "200"))));

        var near = trace.Vocabulary.Nearest("http.staus");

        Assert.Equal(("http.status_code", 12), (near[0].Name, near[0].SpanCount));
    }
}
