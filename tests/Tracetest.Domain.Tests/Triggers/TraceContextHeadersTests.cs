using Tracetest.Domain.Traces;
using Tracetest.Domain.Triggers;

namespace Tracetest.Domain.Tests.Triggers;

public sealed class TraceContextHeadersTests
{
    [Fact]
    public void For_AContext_SpeaksEveryPropagatorsLanguage()
    {
        Assert.True(TraceId.TryParse("4bf92f3577b34da6a3ce929d0e0e4736", out var trace));
        Assert.True(SpanId.TryParse("00f067aa0ba902b7", out var span));

        var headers = TraceContextHeaders.For(new TriggerContext(trace, span));

        Assert.Equal(
            [
                new("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
                new("tracestate", "tracetest=true"),
                new("b3", "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1"),
                new("uber-trace-id", "4bf92f3577b34da6a3ce929d0e0e4736:00f067aa0ba902b7:0:1"),
                new("ot-tracer-traceid", "a3ce929d0e0e4736"),
                new("ot-tracer-spanid", "00f067aa0ba902b7"),
                new("ot-tracer-sampled", "true"),
                new HttpHeader("X-Amzn-Trace-Id", "Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=00f067aa0ba902b7;Sampled=1"),
            ],
            headers);
    }
}
