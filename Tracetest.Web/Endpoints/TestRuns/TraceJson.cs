using System.Text.Json;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Quantities;
using Tracetest.Domain.Traces;

namespace Tracetest.Web.Endpoints.TestRuns;

/// <summary>A trace as the API writes it: once as a tree, once flat.</summary>
/// <remarks>Source: spec datastores 1.3.</remarks>
internal static class TraceJson
{
    /// <summary>
    /// How deep the tree is written: deeper JSON is refused by most readers, and the depth of a trace is the sender's to choose.
    /// Spans further down are in the flat list alone.
    /// </summary>
    public const int MaxTreeDepth = 200;

    private const long NanosecondsPerMillisecond = 1_000_000;

    public static void Write(Utf8JsonWriter writer, TraceId id, Trace? trace)
    {
        writer.WriteStartObject();
        if (trace is { Count: > 0 })
        {
            writer.WriteString("traceId", id.ToString());
            writer.WritePropertyName("tree");
            WriteTree(writer, trace);
            WriteFlat(writer, trace);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes the first root with its descendants; the trigger span is the only root of a run's trace.</summary>
    private static void WriteTree(Utf8JsonWriter writer, Trace trace)
    {
        var open = 0;
        for (var position = 0; position < trace.SubtreeEnd(0); position++)
        {
            var depth = trace.DepthOf(position);
            if (depth >= MaxTreeDepth)
            {
                continue;
            }

            for (; open > depth; open--)
            {
                Close(writer);
            }

            writer.WriteStartObject();
            WriteSpan(writer, trace, position);
            writer.WriteStartArray("children");
            open++;
        }

        for (; open > 0; open--)
        {
            Close(writer);
        }
    }

    private static void Close(Utf8JsonWriter writer)
    {
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteFlat(Utf8JsonWriter writer, Trace trace)
    {
        writer.WriteStartObject("flat");
        for (var position = 0; position < trace.Count; position++)
        {
            writer.WriteStartObject(trace.Spans[position].Id.ToString());
            WriteSpan(writer, trace, position);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteSpan(Utf8JsonWriter writer, Trace trace, int position)
    {
        var span = trace.Spans[position];
        writer.WriteString("id", span.Id.ToString());
        if (trace.ParentOf(position) is >= 0 and var parent)
        {
            writer.WriteString("parentId", trace.Spans[parent].Id.ToString());
        }

        writer.WriteString("name", span.Name);
        writer.WriteString("kind", span.Kind.ToName());
        writer.WriteNumber("startTime", span.StartTimeUnixNano / NanosecondsPerMillisecond);
        writer.WriteNumber("endTime", span.EndTimeUnixNano / NanosecondsPerMillisecond);
        writer.WriteStartObject("attributes");
        foreach (var (name, text) in span.AllTexts())
        {
            writer.WriteString(name, name == SemanticConventions.SpanDuration ? Durations.Format(span.DurationNanoseconds) : text);
        }

        writer.WriteEndObject();
    }
}
