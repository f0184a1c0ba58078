using System.Collections.Immutable;
using System.Globalization;
using Tracetest.Domain.Traces;

namespace Tracetest.Conformance.Traces;

/// <summary>Builds traces and spans from vectors.</summary>
internal static class SpanTrees
{
    public static TraceId TraceId { get; } = Tracetest.Domain.Traces.TraceId.TryParse(new string('a', 32), out var id) ? id : default;

    /// <summary>The trace of a span tree <c>{id,name,kind,attributes,children}</c>; children in the order written.</summary>
    public static Trace TraceOf(Fields tree)
    {
        var spans = new List<Span>();
        var rest = new Stack<(Fields Node, SpanId Parent)>([(tree, default)]);
        while (rest.TryPop(out var next))
        {
            var span = SeenSpan(next.Node.Text("name"), next.Node.OptionalObject("attributes")) with
            {
                Id = IdOf(next.Node.Text("id")),
                ParentId = next.Parent,
                Kind = SpanKindNames.Parse(next.Node.OptionalText("kind")),
                StartTimeUnixNano = spans.Count + 1,
            };
            spans.Add(span);
            foreach (var child in next.Node.Has("children") ? next.Node.Objects("children").Reverse() : [])
            {
                rest.Push((child, span.Id));
            }
        }

        return Trace.Assemble(TraceId, spans);
    }

    /// <summary>A span of which the language sees the given attributes and no other: those every span has read as empty.</summary>
    public static Span SeenSpan(string name, Fields? attributes)
    {
        var span = RawSpan(name, attributes);
        var given = span.Attributes.Select(attribute => attribute.Key).ToHashSet();
        var others = span.AllTexts().Keys.Append(SemanticConventions.SpanKindKey).Except(given);
        return span with
        {
            Attributes = span.Attributes.AddRange(others.Select(key => new TraceAttribute(key, AttributeValue.From("")))),
        };
    }

    /// <summary>A trace of so many roots, alike but for their ids.</summary>
    public static Trace CopiesOf(Span span, int count) =>
        Trace.Assemble(
            TraceId, Enumerable.Range(1, count).Select(i => span with { Id = IdOf(i.ToString("x16", CultureInfo.InvariantCulture)) }));

    /// <summary>A span with these attributes and little else.</summary>
    public static Span RawSpan(string name, Fields? attributes) => new()
    {
        TraceId = TraceId,
        Id = IdOf("fffffffffffffff0"),
        Name = name,
        Attributes = attributes is { } given ? AttributesOf(given) : [],
    };

    public static ImmutableArray<TraceAttribute> AttributesOf(Fields attributes) =>
        [.. attributes.TextMembers().Select(member => new TraceAttribute(member.Key, AttributeValue.From(member.Value)))];

    public static SpanId IdOf(string text) =>
        SpanId.TryParse(text, out var id) ? id : throw new MalformedVectorException($"`{text}` is no span id of 16 hex digits");
}
