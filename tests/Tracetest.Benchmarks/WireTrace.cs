using Google.Protobuf;
using Tracetest.Domain.Traces;
using Tracetest.Infrastructure.Otlp.Wire;

namespace Tracetest.Benchmarks;

/// <summary>OTLP requests of one trace, made once and then stamped with ids: making spans shall not be what is measured.</summary>
/// <remarks>A root and its children, in requests of at most 512 spans as the SDKs send them, some 340 bytes and ten attributes each.</remarks>
internal sealed class WireTrace
{
    private const int SpansPerRequest = 512;

    private static readonly byte[] Trace = [.. "sixteen byte id!"u8];
    private static readonly byte[] Parent = [.. "8 bytes!"u8];

    private readonly List<Template> _requests = [];

    public WireTrace(int spans)
    {
        Spans = spans;
        var root = SpanId.NewRandom().ToByteArray();
        for (var first = 0; first < spans; first += SpansPerRequest)
        {
            var scope = new ScopeSpans { Scope = new() { Name = "bench", Version = "1" } };
            for (var i = first; i < Math.Min(first + SpansPerRequest, spans); i++)
            {
                scope.Spans.Add(NewSpan(i, i == 0 ? root : SpanId.NewRandom().ToByteArray(), i == 0 ? Parent : root));
            }

            var resource = new Infrastructure.Otlp.Wire.Resource { Attributes = { Text("service.name", "checkout") } };
            var request = new TracesData { ResourceSpans = { new ResourceSpans { Resource = resource, ScopeSpans = { scope } } } };
            _requests.Add(new Template(request.ToByteArray()));
        }
    }

    public int Spans { get; }

    /// <summary>The requests of a trace below the span the trigger sent along.</summary>
    public IEnumerable<byte[]> Requests(byte[] traceId, byte[] parentId) => _requests.Select(request => request.Stamp(traceId, parentId));

    private static Infrastructure.Otlp.Wire.Span NewSpan(int number, byte[] id, byte[] parent) => new()
    {
        TraceId = ByteString.CopyFrom(Trace),
        SpanId = ByteString.CopyFrom(id),
        ParentSpanId = ByteString.CopyFrom(parent),
        Name = number == 0 ? "GET /api/carts/{id}" : number % 10 == 1 ? "SELECT carts" : "price item",
        Kind = number == 0 ? Infrastructure.Otlp.Wire.SpanKind.Server : Infrastructure.Otlp.Wire.SpanKind.Internal,
        StartTimeUnixNano = 1_700_000_000_000_000_000 + (ulong)number,
        EndTimeUnixNano = 1_700_000_000_005_000_000 + (ulong)number,
        Attributes =
        {
            Text("http.request.method", "GET"),
            Text("url.path", $"/api/carts/{number}"),
            Text("server.address", "shop.example"),
            Text("network.protocol.version", "1.1"),
            Text("user_agent.original", "bench/1.0"),
            Text("http.route", "/api/carts/{id}"),
            Text("client.address", "10.0.0.7"),
            Number("http.response.status_code", 200),
            Number("server.port", 8080),
            Number("thread.id", number % 16),
        },
    };

    private static KeyValue Text(string key, string value) => new() { Key = key, Value = new AnyValue { StringValue = value } };

    private static KeyValue Number(string key, long value) => new() { Key = key, Value = new AnyValue { IntValue = value } };

    /// <summary>A request and where in it the ids of a run stand.</summary>
    private sealed class Template(byte[] bytes)
    {
        private readonly int[] _traces = [.. Positions(bytes, Trace)];
        private readonly int[] _parents = [.. Positions(bytes, Parent)];

        public byte[] Stamp(byte[] traceId, byte[] parentId)
        {
            var stamped = bytes.AsSpan().ToArray();
            Array.ForEach(_traces, position => traceId.CopyTo(stamped, position));
            Array.ForEach(_parents, position => parentId.CopyTo(stamped, position));
            return stamped;
        }

        private static IEnumerable<int> Positions(byte[] bytes, byte[] wanted)
        {
            for (var from = 0; ;)
            {
                var found = bytes.AsSpan(from).IndexOf(wanted);
                if (found < 0)
                {
                    yield break;
                }

                yield return from + found;
                from += found + wanted.Length;
            }
        }
    }
}
