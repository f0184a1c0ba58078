using System.Collections.Immutable;

namespace Tracetest.Domain.Traces;

/// <summary>What kind of work a span describes, as text in <c>tracetest.span.type</c>.</summary>
/// <remarks>
/// Source: spec datastores 1.4. The prefixes are tried in a fixed order (reference: in random order).
/// </remarks>
public static class SpanType
{
    /// <summary>The type of a span that fits no other.</summary>
    public const string General = "general";

    /// <summary>HTTP client and server spans.</summary>
    public const string Http = "http";

    /// <summary>Database spans.</summary>
    public const string Database = "database";

    /// <summary>Remote procedure calls.</summary>
    public const string Rpc = "rpc";

    /// <summary>Message producers and consumers.</summary>
    public const string Messaging = "messaging";

    /// <summary>Serverless functions.</summary>
    public const string Faas = "faas";

    /// <summary>Spans that describe an exception.</summary>
    public const string Exception = "exception";

    private static readonly ImmutableArray<(string Prefix, string Type)> ByPrefix =
    [
        ("http.", Http), ("db.", Database), ("rpc.", Rpc),
        ("messaging.", Messaging), ("faas.", Faas), ("exception.", Exception),
    ];

    /// <summary>The type, from the first attribute prefix that matches; browser spans and all others are general.</summary>
    public static string Of(Span span)
    {
        if (span.Name == "documentLoad" || span.Attributes.LastText("event_type") is { Length: > 0 })
        {
            return General;
        }

        var best = ByPrefix.Length;
        foreach (var (key, _) in span.Attributes)
        {
            for (var i = 0; i < best; i++)
            {
                if (key.StartsWith(ByPrefix[i].Prefix, StringComparison.Ordinal))
                {
                    best = i;
                }
            }
        }

        return best < ByPrefix.Length ? ByPrefix[best].Type : General;
    }
}
