using Tracetest.Domain.Traces;
using static Tracetest.Domain.Tests.Traces.TraceBuilder;

namespace Tracetest.Domain.Tests.Traces;

public sealed class SpanTextTests
{
    private static readonly Span Full = Span(2, 1, 1_000, "GET /", ("http.method", "GET"), ("both", "span"), ("twice", "1"), ("twice", "2")) with
    {
        EndTimeUnixNano = 3_500,
        Kind = SpanKind.Server,
        Status = new SpanStatus(SpanStatusCode.Error, "broken"),
        Resource = new Resource([Text("service.name", "shop"), Text("both", "resource"), Text("scoped", "resource")]),
        Scope = new InstrumentationScope("lib", "1", [Text("scoped", "scope"), Text("both", "scope")]),
    };

    [Theory]
    [InlineData("http.method", "GET")]
    [InlineData("both", "span")]
    [InlineData("twice", "2")]
    [InlineData("scoped", "scope")]
    [InlineData("service.name", "shop")]
    [InlineData("tracetest.span.name", "GET /")]
    [InlineData("tracetest.span.type", "http")]
    [InlineData("tracetest.span.kind", "server")]
    [InlineData("tracetest.span.duration", "2500")]
    [InlineData("tracetest.span.start_time", "1000")]
    [InlineData("tracetest.span.end_time", "3500")]
    [InlineData("tracetest.span.parent_id", "0000000000000001")]
    [InlineData("tracetest.span.status_code", "STATUS_CODE_ERROR")]
    [InlineData("tracetest.span.status_description", "broken")]
    [InlineData("span.events", "[]")]
    [InlineData("absent", null)]
    [InlineData("name", null)]
    public void TextOf_Name_IsTheNearestText(string name, string? expected) => Assert.Equal(expected, Full.TextOf(name));

    [Theory]
    [InlineData("tracetest.span.parent_id")]
    [InlineData("tracetest.span.status_code")]
    [InlineData("tracetest.span.status_description")]
    public void TextOf_WhatABareSpanDoesNotHave_IsAbsent(string name) => Assert.Null(Span(1).TextOf(name));

    [Fact]
    public void TextOf_SpanNotEnded_HasNoDuration() => Assert.Equal("0", Span(1, start: 5).TextOf("tracetest.span.duration"));

    [Fact]
    public void TextOf_Events_IsAJsonListInOrder()
    {
        var span = Span(1) with
        {
            Events =
            [
                new SpanEvent("e1", 1_500_000_000, [Text("k", "\"v\""), new TraceAttribute("n", AttributeValue.From(5L)), Text("k", "w")]),
                new SpanEvent("e2", 0, []),
            ],
        };

        Assert.Equal(
            """[{"name":"e1","timestamp":"1970-01-01T00:00:01.5Z","attributes":{"k":"w","n":"5"}},{"name":"e2","timestamp":"1970-01-01T00:00:00Z","attributes":{}}]""",
            span.TextOf("span.events"));
    }

    [Fact]
    public void AllTexts_EveryName_ReadsAsTextOf()
    {
        var texts = Full.AllTexts();

        Assert.All(texts, text => Assert.Equal(Full.TextOf(text.Key), text.Value));
        Assert.Equal(texts.Keys.Order(StringComparer.Ordinal), texts.Keys);
        Assert.Contains("service.name", texts.Keys);
    }

    [Theory]
    [InlineData("s", "db.x http.y", "http")]
    [InlineData("s", "faas.x rpc.y messaging.z", "rpc")]
    [InlineData("s", "exception.type", "exception")]
    [InlineData("s", "httpx", "general")]
    [InlineData("documentLoad", "http.y", "general")]
    [InlineData("s", "http.y event_type", "general")]
    public void TextOf_SpanType_GoesByThePrefixes(string name, string keys, string expected) => Assert.Equal(
        expected, Span(1, name: name, attributes: [.. keys.Split(' ').Select(key => (key, "x"))]).TextOf("tracetest.span.type"));

    private static TraceAttribute Text(string key, string value) => new(key, AttributeValue.From(value));
}
