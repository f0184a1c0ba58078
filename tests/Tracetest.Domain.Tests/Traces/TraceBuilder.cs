using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Tests.Traces;

/// <summary>Short ways to make spans and traces.</summary>
internal static class TraceBuilder
{
    public static TraceId TraceNumber { get; } = TraceId.TryParse("0000000000000000000000000000000a", out var id) ? id : default;

    /// <summary>The span id of a number; 0 is the invalid id.</summary>
    public static SpanId IdOf(int number) => SpanId.TryParse(number.ToString("x16"), out var id) ? id : default;

    public static Span Span(int id, int parent = 0, long start = 0, string? name = null, params (string Key, string Value)[] attributes) => new()
    {
        TraceId = TraceNumber,
        Id = IdOf(id),
        ParentId = IdOf(parent),
        Name = name ?? $"s{id}",
        StartTimeUnixNano = start,
        Attributes = [.. attributes.Select(each => new TraceAttribute(each.Key, AttributeValue.From(each.Value)))],
    };

    public static Trace Trace(params IEnumerable<Span> spans) => Domain.Traces.Trace.Assemble(TraceNumber, spans);

    /// <summary>The names in document order, each after as many dots as it is deep.</summary>
    public static string Outline(Trace trace) =>
        string.Join(' ', Enumerable.Range(0, trace.Count).Select(i => new string('.', trace.DepthOf(i)) + trace.Spans[i].Name));

    /// <summary>A chain: every span is the parent of the next.</summary>
    public static Trace Chain(int count) =>
        Trace(Enumerable.Range(1, count).Select(i => Span(i, i - 1, i, null, ("n", i % 2 == 0 ? "even" : "odd"))));

    /// <summary>A tree whose shape and attributes come from chance.</summary>
    public static Trace RandomTrace(Random random, int count) => Trace(Enumerable.Range(1, count).Select(i =>
        Span(i, random.Next(0, i), random.Next(5), $"n{random.Next(3)}", ("a", $"{random.Next(2)}"), ("b", $"{random.Next(3)}"))));
}
