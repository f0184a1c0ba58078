using System.Collections.Immutable;

namespace Tracetest.Domain.Triggers;

/// <summary>The headers that carry a trace to the system under test, by every propagator it may listen to.</summary>
/// <remarks>Source: spec server 2.4. Pure, thread-safe. No <c>baggage</c>: there is none to carry.</remarks>
public static class TraceContextHeaders
{
    /// <summary>What <c>tracestate</c> says, so that a collector can tell a test's traces from others.</summary>
    public const string TraceState = "tracetest=true";

    /// <summary>
    /// W3C, B3 (single header), Jaeger, OpenTracing and AWS X-Ray, always sampled; each name once.
    /// They go over headers of the same name the user wrote.
    /// </summary>
    public static ImmutableArray<HttpHeader> For(TriggerContext context)
    {
        var (trace, span) = (context.TraceId.ToString(), context.SpanId.ToString());
        return
        [
            new("traceparent", $"00-{trace}-{span}-01"),
            new("tracestate", TraceState),
            new("b3", $"{trace}-{span}-1"),
            new("uber-trace-id", $"{trace}:{span}:0:1"),
            new("ot-tracer-traceid", trace[16..]),
            new("ot-tracer-spanid", span),
            new("ot-tracer-sampled", "true"),
            new("X-Amzn-Trace-Id", $"Root=1-{trace[..8]}-{trace[8..]};Parent={span};Sampled=1"),
        ];
    }
}
