namespace Tracetest.Domain.Traces;

/// <summary>The role of a span in its request, with OTLP's numbers.</summary>
/// <remarks>Source: OTLP <c>Span.SpanKind</c>. A number OTLP does not define is read as <see cref="Unspecified"/>.</remarks>
public enum SpanKind
{
    /// <summary>Not told, or the synthetic trigger span.</summary>
    Unspecified = 0,

    /// <summary>Work inside one service.</summary>
    Internal = 1,

    /// <summary>The receiving side of a synchronous call.</summary>
    Server = 2,

    /// <summary>The calling side of a synchronous call.</summary>
    Client = 3,

    /// <summary>The sending side of a message.</summary>
    Producer = 4,

    /// <summary>The receiving side of a message.</summary>
    Consumer = 5,
}

/// <summary>The names of span kinds as selectors and the API write them.</summary>
public static class SpanKindNames
{
    /// <summary>
    /// The lowercase name. <see cref="SpanKind.Unspecified"/> is <c>unespecified</c>: misspelt in the original, and kept
    /// because tests select by it (spec datastores 1.1).
    /// </summary>
    public static string ToName(this SpanKind kind) => kind switch
    {
        SpanKind.Internal => "internal",
        SpanKind.Server => "server",
        SpanKind.Client => "client",
        SpanKind.Producer => "producer",
        SpanKind.Consumer => "consumer",
        _ => "unespecified",
    };

    /// <summary>Reads a name as <see cref="ToName"/> writes it; any other text is <see cref="SpanKind.Unspecified"/>.</summary>
    public static SpanKind Parse(string? name) => name switch
    {
        "internal" => SpanKind.Internal,
        "server" => SpanKind.Server,
        "client" => SpanKind.Client,
        "producer" => SpanKind.Producer,
        "consumer" => SpanKind.Consumer,
        _ => SpanKind.Unspecified,
    };
}
