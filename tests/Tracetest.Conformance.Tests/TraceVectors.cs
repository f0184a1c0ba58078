using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tracetest.Domain.Traces;

namespace Tracetest.Conformance.Tests;

internal static class TraceVectors
{
    public static void Run(Vector vector)
    {
        switch (vector.Text("op"))
        {
            case "build":
                RunBuild(vector);
                break;
            case "insert-root":
                CheckTree(vector, TraceOf(vector).WithTriggerRoot(SpanNamed(vector.Text("newRoot"))));
                break;
            case "span-type":
                Assert.Equal(
                    vector.ExpectedText("type"),
                    Traces.SpanOf(vector.Input.GetProperty("attributes"), vector.Text("name")).TextOf(SemanticConventions.SpanTypeKey));
                break;
            default:
                RunEvents(vector);
                break;
        }
    }

    private static void RunBuild(Vector vector)
    {
        var trace = TraceOf(vector);
        if (vector.ExpectedText("rootName") is { } rootName)
        {
            var trigger = Assert.Single(trace.Spans, span => span.Name == rootName);
            Assert.Equal(rootName, trace.WithTriggerRoot(trigger).Spans[0].Name);
            return;
        }

        CheckTree(vector, trace);
    }

    /// <summary>Many roots stay many here; the original puts them under a placeholder, which stands for "many" when comparing.</summary>
    private static void CheckTree(Vector vector, Trace trace)
    {
        var roots = trace.Roots.Select(root => ToJson(trace, root)).ToArray();
        var actual = roots is [var only] ? only : Node(SemanticConventions.TemporaryRootName, roots);
        var expected = JsonNode.Parse(vector.Expected.GetProperty("tree").GetRawText());
        Assert.True(JsonNode.DeepEquals(expected, actual), $"expected {expected?.ToJsonString()}, got {actual.ToJsonString()}");
    }

    private static void RunEvents(Vector vector)
    {
        var events = vector.Input.GetProperty("events").EnumerateArray().Select(each => new SpanEvent(
            each.GetProperty("name").GetString()!, 0, Traces.AttributesOf(each.GetProperty("attributes")))).ToImmutableArray();
        var actual = JsonNode.Parse((SpanNamed("s") with { Events = events }).TextOf(SemanticConventions.SpanEvents)!)!.AsArray();
        foreach (var each in actual)
        {
            Assert.True(each!.AsObject().Remove("timestamp"));
        }

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(vector.Expected.GetProperty("json").GetRawText()), actual), actual.ToJsonString());
    }

    private static Trace TraceOf(Vector vector) => Trace.Assemble(
        Traces.Id,
        vector.Input.GetProperty("spans").EnumerateArray().Select(span => SpanNamed(span.GetProperty("name").GetString()!) with
        {
            Id = Traces.SpanIdOf(span.GetProperty("id").GetString()),
            ParentId = span.TryGetProperty("parentId", out var parent) ? Traces.SpanIdOf(parent.GetString()) : default,
            StartTimeUnixNano = span.GetProperty("start").GetInt64(),
        }));

    private static Span SpanNamed(string name) => Traces.SpanOf(JsonDocument.Parse("{}").RootElement, name);

    private static JsonObject ToJson(Trace trace, int position) =>
        Node(trace.Spans[position].Name, [.. trace.ChildrenOf(position).Select(child => ToJson(trace, child))]);

    private static JsonObject Node(string name, JsonNode[] children) => new() { ["name"] = name, ["children"] = new JsonArray(children) };
}
