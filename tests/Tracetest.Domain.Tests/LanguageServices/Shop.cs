using Tracetest.Domain.LanguageServices;
using Tracetest.Domain.Tests.Traces;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Tests.LanguageServices;

/// <summary>A small trace with variables, and texts with the cursor written as <c>^</c>.</summary>
internal static class Shop
{
    public static Trace Trace { get; } = TraceBuilder.Trace(
        TraceBuilder.Span(1, 0, 1, "POST /orders", ("http.method", "POST"), ("http.status_code", "201"), ("service.name", "shop")) with
        {
            Kind = SpanKind.Server,
            Events = [new SpanEvent("cache.miss", 1, [new TraceAttribute("cache.key", AttributeValue.From("orders"))])],
        },
        TraceBuilder.Span(2, 1, 2, "insert", ("db.system", "postgresql"), ("app id", "x"), ("service.name", "shop")) with { Kind = SpanKind.Client },
        TraceBuilder.Span(3, 1, 3, "GET /stock", ("http.method", "GET"), ("http.status_code", "200"), ("service.name", "stock")) with { Kind = SpanKind.Client });

    public static LanguageContext Context { get; } = new()
    {
        Trace = Trace,
        Position = 0,
        Selected = [0, 2],
        Variables = new Dictionary<string, string> { ["HOST"] = "localhost", ["TOKEN"] = "secret" },
    };

    /// <summary>The text without the cursor, and where it stood.</summary>
    public static (string Text, int Position) At(string marked)
    {
        var position = marked.IndexOf('^', StringComparison.Ordinal);
        return (marked.Remove(position, 1), position);
    }
}
