using Tracetest.Domain.Traces;

namespace Tracetest.Benchmarks;

/// <summary>Traces of any size, in memory.</summary>
internal static class SampleTraces
{
    /// <summary>A root with everything else below it.</summary>
    public static Trace Star(int spans) => Of(spans, _ => 0);

    /// <summary>Each span is the child of the one before.</summary>
    public static Trace Chain(int spans) => Of(spans, i => i - 1);

    /// <summary>Eight children each.</summary>
    public static Trace Tree(int spans) => Of(spans, i => (i - 1) / 8);

    /// <summary>A star whose spans carry an attribute <c>body</c>.</summary>
    public static Trace WithBody(int spans, Func<int, string> bodyOf)
    {
        var star = Star(spans);
        return Trace.Assemble(star.Id, star.Spans.Select((span, i) => span with
        {
            Attributes = [new("body", AttributeValue.From(bodyOf(i)))],
        }));
    }

    private static Trace Of(int spans, Func<int, int> parentOf)
    {
        var id = TraceId.NewRandom();
        var ids = Enumerable.Range(0, spans).Select(_ => SpanId.NewRandom()).ToArray();
        return Trace.Assemble(id, Enumerable.Range(0, spans).Select(i => new Span
        {
            TraceId = id,
            Id = ids[i],
            ParentId = i == 0 ? default : ids[parentOf(i)],
            Name = i % 2 == 0 ? "even" : "odd",
            Kind = SpanKind.Server,
            StartTimeUnixNano = 1_700_000_000_000_000_000 + i,
            EndTimeUnixNano = 1_700_000_000_020_000_000 + i,
            Attributes =
            [
                new("http.request.method", AttributeValue.From("GET")),
                new("url.path", AttributeValue.From($"/api/carts/{i}")),
                new("http.response.status_code", AttributeValue.From("200")),
                new("server.port", AttributeValue.From("8080")),
            ],
        }));
    }
}
