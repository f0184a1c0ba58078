using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tracetest.Domain.Traces;

namespace Tracetest.Conformance.Traces;

/// <summary>Vectors about how spans become a trace and what the language sees of a span.</summary>
internal static class TraceVectors
{
    public static Observation Observe(Vector vector) => vector.Input.Text("op") switch
    {
        "build" => Build(vector.Input),
        "insert-root" => Tree(TraceOf(vector.Input).WithTriggerRoot(NewRoot(vector.Input))),
        "span-type" => Observation.Of("type", SpanTrees.RawSpan(vector.Input.Text("name"), vector.Input.Object("attributes"))
            .TextOf(SemanticConventions.SpanTypeKey)),
        "otlp-value" => Observation.Of("texts", TextsOf(vector.Input)),
        "events" => Observation.Of("json", EventsOf(vector.Input)),
        _ => throw vector.Input.Unknown("op"),
    };

    /// <summary>Of several roots the trigger span is put over the others, as it is when a run is judged.</summary>
    private static Observation Build(Fields input)
    {
        var trace = TraceOf(input);
        var roots = trace.Roots.Select(root => trace.Spans[root]).ToArray();
        var trigger = roots.Length > 1 ? Array.Find(roots, root => root.Name == SemanticConventions.TriggerSpanName) : null;
        return Tree(trigger is null ? trace : trace.WithTriggerRoot(trigger));
    }

    /// <summary>Many roots stay many here; the original puts them under a placeholder, which stands for "many" when comparing.</summary>
    private static Observation Tree(Trace trace)
    {
        var roots = RootsOf(trace);
        var tree = roots is [var only] ? only : Node(SemanticConventions.TemporaryRootName, roots);
        return Observation.Of(new JsonObject { ["rootName"] = tree["name"]!.GetValue<string>(), ["tree"] = tree });
    }

    private static JsonArray TextsOf(Fields input) =>
        [.. input.Objects("values").Select(value => JsonValue.Create(OtlpValues.Read(value).ToText()))];

    private static JsonNode EventsOf(Fields input)
    {
        var events = input.Objects("events").Select(each => new SpanEvent(
            each.Text("name"), 0, SpanTrees.AttributesOf(each.Object("attributes")))).ToImmutableArray();
        var json = JsonNode.Parse((SpanTrees.RawSpan("span", null) with { Events = events }).TextOf(SemanticConventions.SpanEvents)!)!;
        foreach (var each in json.AsArray())
        {
            // Vectors say nothing of the time, but there must be one.
            if (!each!.AsObject().Remove("timestamp"))
            {
                each["timestamp"] = null;
            }
        }

        return json;
    }

    private static Trace TraceOf(Fields input) => Trace.Assemble(
        SpanTrees.TraceId,
        input.Objects("spans").Select(span => SpanTrees.RawSpan(span.Text("name"), null) with
        {
            Id = SpanTrees.IdOf(span.Text("id")),
            ParentId = span.OptionalText("parentId") is { Length: > 0 } parent ? SpanTrees.IdOf(parent) : default,
            StartTimeUnixNano = span.Number("start"),
        }));

    private static Span NewRoot(Fields input) => SpanTrees.RawSpan(input.Text("newRoot"), null);

    /// <summary>Parents come before their children, so one walk does, whatever the depth.</summary>
    private static JsonObject[] RootsOf(Trace trace)
    {
        var nodes = trace.Spans.Select(span => Node(span.Name, [])).ToArray();
        for (var i = 0; i < nodes.Length; i++)
        {
            if (trace.ParentOf(i) >= 0)
            {
                nodes[trace.ParentOf(i)]["children"]!.AsArray().Add((JsonNode)nodes[i]);
            }
        }

        return [.. trace.Roots.Select(root => nodes[root])];
    }

    private static JsonObject Node(string name, JsonNode[] children) => new() { ["name"] = name, ["children"] = new JsonArray(children) };
}
