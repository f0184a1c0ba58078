using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tracetest.Domain.Traces;
using Tracetest.Infrastructure.Otlp;
using Tracetest.Infrastructure.Otlp.Wire;
using Resource = Tracetest.Infrastructure.Otlp.Wire.Resource;
using Span = Tracetest.Infrastructure.Otlp.Wire.Span;

namespace Tracetest.Infrastructure.Tests.Otlp;

/// <summary>Builds requests and decoders.</summary>
internal static class OtlpMessages
{
    public static OtlpDecoder Decoder(SpanLimits? limits = null)
    {
        var services = new ServiceCollection().AddMetrics().AddSingleton<OtlpMetrics>().BuildServiceProvider();
        return new OtlpDecoder(Options.Create(limits ?? new SpanLimits()), services.GetRequiredService<OtlpMetrics>());
    }

    public static TracesData Request(params Span[] spans) => Request("shop", spans);

    public static TracesData Request(string serviceName, params Span[] spans) => new()
    {
        ResourceSpans =
        {
            new ResourceSpans
            {
                Resource = new Resource { Attributes = { Text(SemanticConventions.ServiceName, serviceName) } },
                ScopeSpans = { new ScopeSpans { Scope = new() { Name = "library" }, Spans = { spans } } },
            },
        },
    };

    public static Span NewSpan(TraceId? trace = null, SpanId? id = null, string name = "work") => new()
    {
        TraceId = ByteString.CopyFrom((trace ?? TraceId.NewRandom()).ToByteArray()),
        SpanId = ByteString.CopyFrom((id ?? SpanId.NewRandom()).ToByteArray()),
        Name = name,
        Kind = Tracetest.Infrastructure.Otlp.Wire.SpanKind.Server,
        StartTimeUnixNano = 1_700_000_000_000_000_001,
        EndTimeUnixNano = 1_700_000_000_000_000_999,
        Attributes = { Text("http.method", "GET") },
    };

    public static KeyValue Text(string key, string value) => new() { Key = key, Value = new AnyValue { StringValue = value } };

    /// <summary>A value inside so many lists.</summary>
    public static AnyValue Nested(int levels)
    {
        var value = new AnyValue { IntValue = 5 };
        for (var i = 0; i < levels; i++)
        {
            value = new AnyValue { ArrayValue = new ArrayValue { Values = { value } } };
        }

        return value;
    }
}
