using System.Collections.Immutable;
using System.Text.Json;
using Tracetest.Domain.Traces;

namespace Tracetest.Conformance.Tests;

/// <summary>Builds traces from the trees of the vectors.</summary>
internal static class Traces
{
    private static readonly Lazy<JsonElement> Fixtures = new(() => JsonDocument.Parse(File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "Vectors", "fixtures.json"))).RootElement.GetProperty("traces"));

    public static TraceId Id { get; } = TraceId.TryParse("000000000000000000000000000000aa", out var id) ? id : default;

    /// <summary>The trace of a vector: a tree, or the name of one.</summary>
    public static Trace Of(JsonElement trace)
    {
        var spans = new List<Span>();
        Add(trace.ValueKind == JsonValueKind.String ? Fixtures.Value.GetProperty(trace.GetString()!) : trace, default, spans);
        return Trace.Assemble(Id, spans);
    }

    public static SpanId SpanIdOf(string? text) => SpanId.TryParse(text, out var id) ? id : default;

    /// <summary>A span with these attributes and little else.</summary>
    public static Span SpanOf(JsonElement attributes, string name = "span") => new()
    {
        TraceId = Id,
        Id = SpanIdOf("00000000000000aa"),
        Name = name,
        Attributes = AttributesOf(attributes),
    };

    /// <summary>A trace of so many spans that are alike but for their ids.</summary>
    public static Trace Copies(JsonElement attributes, int count) => Trace.Assemble(Id, Enumerable.Range(1, count).Select(i =>
        SpanOf(attributes.ValueKind == JsonValueKind.Object ? attributes : JsonDocument.Parse("{}").RootElement) with { Id = SpanIdOf(i.ToString("x16")) }));

    public static ImmutableArray<TraceAttribute> AttributesOf(JsonElement attributes) =>
        [.. attributes.EnumerateObject().Select(member => new TraceAttribute(member.Name, AttributeValue.From(member.Value.GetString()!)))];

    private static void Add(JsonElement node, SpanId parent, List<Span> spans)
    {
        var id = SpanIdOf(node.GetProperty("id").GetString());
        spans.Add(SpanOf(node.GetProperty("attributes"), node.GetProperty("name").GetString()!) with
        {
            Id = id,
            ParentId = parent,
            Kind = SpanKindNames.Parse(node.GetProperty("kind").GetString()),
            StartTimeUnixNano = spans.Count + 1,
        });
        foreach (var child in node.GetProperty("children").EnumerateArray())
        {
            Add(child, id, spans);
        }
    }
}
