using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Tests.Language;

/// <summary>An attribute: what is sent to the product, and the text the language must see.</summary>
internal sealed record PlainAttribute(string Key, AttributeValue Sent, string Text);

/// <summary>An event of a span.</summary>
internal sealed record PlainEvent(string Name, ImmutableArray<PlainAttribute> Attributes);

/// <summary>A span as the reference evaluator sees it; its number is its id, the parent's number 0 for none.</summary>
internal sealed record PlainSpan(int Number, int Parent, string Name, SpanKind Kind, long Start, long End)
{
    public ImmutableArray<PlainAttribute> Attributes { get; init; } = [];

    public ImmutableArray<PlainEvent> Events { get; init; } = [];

    /// <summary>The resource's <c>service.name</c>; empty for none.</summary>
    public string Service { get; init; } = "";

    public string KindText => Kind switch
    {
        SpanKind.Internal => "internal",
        SpanKind.Server => "server",
        SpanKind.Client => "client",
        SpanKind.Producer => "producer",
        SpanKind.Consumer => "consumer",
        _ => "unespecified",
    };

    /// <summary>The text of an attribute: the span's own, then the added ones of spec language 1.1, then the resource's.</summary>
    public string? TextOf(string name)
    {
        if (Attributes.LastOrDefault(attribute => attribute.Key == name) is { } own)
        {
            return own.Text;
        }

        return name switch
        {
            "tracetest.span.name" => Name,
            "tracetest.span.kind" => KindText,
            "tracetest.span.type" => TypeText(),
            "tracetest.span.duration" => Math.Max(0, End - Start).ToString(CultureInfo.InvariantCulture),
            "tracetest.span.start_time" => Start.ToString(CultureInfo.InvariantCulture),
            "tracetest.span.parent_id" when Parent != 0 => Parent.ToString("x16", CultureInfo.InvariantCulture),
            "service.name" when Service.Length > 0 => Service,
            _ => null,
        };
    }

    private string TypeText()
    {
        foreach (var (prefix, type) in new[] { ("http.", "http"), ("db.", "database"), ("rpc.", "rpc"), ("messaging.", "messaging") })
        {
            if (Name != "documentLoad" && Attributes.Any(attribute => attribute.Key.StartsWith(prefix, StringComparison.Ordinal)))
            {
                return type;
            }
        }

        return "general";
    }
}

/// <summary>A trace as a plain list of spans that name their parents.</summary>
internal sealed class PlainTrace
{
    public PlainTrace(ImmutableArray<PlainSpan> rows)
    {
        Rows = rows;
        foreach (var root in rows.Where(row => rows.All(other => other.Number != row.Parent)).OrderBy(row => row.Start))
        {
            AddSubtree(root);
        }
    }

    /// <summary>In the order they are sent.</summary>
    public ImmutableArray<PlainSpan> Rows { get; }

    /// <summary>Depth first, children by start time, equal starts in the order sent.</summary>
    public List<PlainSpan> DocumentOrder { get; } = [];

    public PlainSpan? ParentOf(PlainSpan span) => DocumentOrder.Find(other => other.Number == span.Parent);

    public PlainSpan RootOf(PlainSpan span) => ParentOf(span) is { } parent ? RootOf(parent) : span;

    public bool IsBelow(PlainSpan span, PlainSpan ancestor) =>
        ParentOf(span) is { } parent && (parent == ancestor || IsBelow(parent, ancestor));

    public Trace ToTrace() => TraceBuilderOf(Rows);

    /// <summary>The tree, for people.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var span in DocumentOrder)
        {
            for (var above = ParentOf(span); above is not null; above = ParentOf(above))
            {
                text.Append("  ");
            }

            text.Append(CultureInfo.InvariantCulture, $"{span.Number} \"{span.Name}\" {span.KindText} {span.Start}-{span.End}");
            AppendAttributes(text, span.Attributes);
            foreach (var each in span.Events)
            {
                AppendAttributes(text.Append(" event ").Append(each.Name), each.Attributes);
            }

            text.Append(span.Service.Length > 0 ? $" service.name={span.Service}" : "").Append('\n');
        }

        return text.ToString();
    }

    private static void AppendAttributes(StringBuilder text, ImmutableArray<PlainAttribute> attributes)
    {
        foreach (var (key, sent, shown) in attributes)
        {
            text.Append(CultureInfo.InvariantCulture, $" [{key}]=<{shown}>{(sent.Type == AttributeType.String ? "" : $":{sent.Type}")}");
        }
    }

    private void AddSubtree(PlainSpan span)
    {
        DocumentOrder.Add(span);
        foreach (var child in Rows.Where(row => row.Parent == span.Number).OrderBy(row => row.Start))
        {
            AddSubtree(child);
        }
    }

    private static Trace TraceBuilderOf(ImmutableArray<PlainSpan> rows) => Traces.TraceBuilder.Trace(rows.Select(row => new Span
    {
        TraceId = Traces.TraceBuilder.TraceNumber,
        Id = Traces.TraceBuilder.IdOf(row.Number),
        ParentId = Traces.TraceBuilder.IdOf(row.Parent),
        Name = row.Name,
        Kind = row.Kind,
        StartTimeUnixNano = row.Start,
        EndTimeUnixNano = row.End,
        Attributes = ToProduct(row.Attributes),
        Events = [.. row.Events.Select(each => new SpanEvent(each.Name, row.Start, ToProduct(each.Attributes)))],
        Resource = row.Service.Length == 0 ? Resource.Empty : new Resource([new TraceAttribute("service.name", AttributeValue.From(row.Service))]),
    }));

    private static ImmutableArray<TraceAttribute> ToProduct(ImmutableArray<PlainAttribute> attributes) =>
        [.. attributes.Select(attribute => new TraceAttribute(attribute.Key, attribute.Sent))];
}
