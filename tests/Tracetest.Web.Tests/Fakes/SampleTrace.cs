using System.Buffers.Binary;
using System.Globalization;
using Tracetest.Domain.Traces;

namespace Tracetest.Web.Tests.Fakes;

/// <summary>Traces to look at.</summary>
public static class SampleTrace
{
    /// <summary>The start of the sample's trigger.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 11, 20, 13, 8, 41, TimeSpan.Zero);

    private static readonly Resource Api = Service("pokeshop-api");
    private static readonly Resource Worker = Service("pokeshop-worker");
    private static readonly Resource Proxy = Service("pokeapi-proxy");

    public static TraceId Id(int number)
    {
        var bytes = new byte[TraceId.ByteCount];
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(12), number);
        bytes[0] = 0x7f;
        return TraceId.TryRead(bytes, out var id) ? id : throw new ArgumentOutOfRangeException(nameof(number));
    }

    public static SpanId Span(int number)
    {
        var bytes = new byte[SpanId.ByteCount];
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), number);
        bytes[0] = 0x3a;
        return SpanId.TryRead(bytes, out var id) ? id : throw new ArgumentOutOfRangeException(nameof(number));
    }

    /// <summary>An import through a queue: 18 spans of three services under the trigger, one of them failed.</summary>
    public static Trace Import(TraceId id, SpanId trigger, DateTimeOffset? start = null)
    {
        var (http, db, bus) = ("http.method", "db.system", "messaging.system");
        return Trace.Assemble(
            id,
            Shift(start,
            [
                Make(id, 1, trigger, "POST /pokemon/import", 6, 127, Api, SpanKind.Server, (http, "POST"), ("http.route", "/pokemon/import"), ("http.status_code", "202")),
                Make(id, 2, Span(1), "validate request", 11, 15, Api),
                Make(id, 3, Span(1), "GET import:52", 17, 20, Api, SpanKind.Client, (db, "redis"), ("db.operation", "GET"), ("db.statement", "GET import:52")),
                Make(id, 4, Span(1), "INSERT import_jobs", 22, 60.4, Api, SpanKind.Client, (db, "postgresql"), ("db.operation", "INSERT"), ("db.sql.table", "import_jobs")),
                Make(id, 5, Span(1), "publish pokemon.import", 64, 88, Api, SpanKind.Producer, (bus, "rabbitmq"), ("messaging.destination", "pokemon.import")),
                Make(id, 6, Span(5), "process pokemon.import", 96, 612, Worker, SpanKind.Consumer, (bus, "rabbitmq"), ("messaging.destination", "pokemon.import")),
                Make(id, 7, Span(6), "import pokemon", 99, 607, Worker),
                Make(id, 8, Span(7), "GET /pokemon/52", 104, 316, Worker, SpanKind.Client, (http, "GET"), ("http.url", "http://pokeapi-proxy:9000/pokemon/52"), ("http.status_code", "200")),
                Make(id, 9, Span(8), "GET /api/v2/pokemon/52", 113, 309, Proxy, SpanKind.Server, (http, "GET"), ("http.status_code", "200")),
                Make(id, 10, Span(9), "GET pokemon:52", 116, 119, Proxy, SpanKind.Client, (db, "redis"), ("db.operation", "GET")),
                Make(id, 11, Span(9), "GET https://pokeapi.co/api/v2/pokemon/52", 122, 305, Proxy, SpanKind.Client, (http, "GET")),
                Make(id, 12, Span(7), "GET /pokemon-species/52", 318, 352, Worker, SpanKind.Client, (http, "GET")) with
                {
                    Status = new SpanStatus(SpanStatusCode.Error, "connection reset by peer"),
                    Events = [new SpanEvent("exception", At(351), [Text("exception.type", "ECONNRESET"), Text("exception.message", "read ECONNRESET")])],
                },
                Make(id, 13, Span(7), "GET /pokemon-species/52", 384, 452, Worker, SpanKind.Client, (http, "GET"), ("http.status_code", "200")),
                Make(id, 14, Span(7), "SELECT pokemon", 458, 467, Worker, SpanKind.Client, (db, "postgresql"), ("db.operation", "SELECT")),
                Insert(id),
                Make(id, 16, Span(7), "INSERT pokemon_types", 566, 578.1, Worker, SpanKind.Client, (db, "postgresql"), ("db.operation", "INSERT")),
                Make(id, 17, Span(7), "SET pokemon:52", 581, 583.6, Worker, SpanKind.Client, (db, "redis"), ("db.operation", "SET")),
                Make(id, 18, Span(7), "UPDATE import_jobs", 588, 605.3, Worker, SpanKind.Client, (db, "postgresql"), ("db.operation", "UPDATE")),
            ]));
    }

    /// <summary>As many spans as asked for, nested up to eight deep.</summary>
    public static Trace Large(TraceId id, SpanId trigger, int count, DateTimeOffset? start = null) => Trace.Assemble(
        id,
        Shift(start, Enumerable.Range(1, count).Select(i => Make(
            id, i, i == 1 ? trigger : Span(i % 8 == 1 ? Math.Max(1, i / 16) : i - 1), i % 5 == 0 ? "SELECT orders" : "work " + i.ToString(CultureInfo.InvariantCulture),
            i * 0.05, i * 0.05 + 3 + i % 40, i % 3 == 0 ? Worker : Api, SpanKind.Internal, (i % 5 == 0 ? "db.system" : "step", "x" + i.ToString(CultureInfo.InvariantCulture))))));

    private static Span Insert(TraceId id) =>
        Make(
            id, 15, Span(7), "INSERT pokemon", 470, 564.2, Worker, SpanKind.Client,
            ("db.system", "postgresql"), ("db.name", "pokeshop"), ("db.user", "pokeshop_rw"), ("db.operation", "INSERT"), ("db.sql.table", "pokemon"),
            ("db.statement", "INSERT INTO pokemon (id, name, weight, height, types, image_url) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id"),
            ("db.rows_affected", "1"), ("net.peer.name", "postgres.pokeshop.svc"), ("net.peer.port", "5432"), ("thread.id", "17")) with
        {
            Events =
            [
                new SpanEvent("pool.acquired", At(486), [Text("pool.wait_ms", "14")]),
                new SpanEvent("rows.returned", At(516), [Text("rows", "1")]),
            ],
            Links = [new SpanLink(id, Span(5), "", [])],
        };

    private static Span Make(
        TraceId trace, int number, SpanId parent, string name, double from, double to, Resource resource,
        SpanKind kind = SpanKind.Internal, params (string Key, string Value)[] attributes) => new()
        {
            TraceId = trace,
            Id = Span(number),
            ParentId = parent,
            Name = name,
            Kind = kind,
            StartTimeUnixNano = At(from),
            EndTimeUnixNano = At(to),
            Resource = resource,
            Scope = new InstrumentationScope("shop", "1.4.0", []),
            Attributes = [.. attributes.Select(pair => Text(pair.Key, pair.Value))],
        };

    /// <summary>The same spans as if the trigger had been fired at another time.</summary>
    private static IEnumerable<Span> Shift(DateTimeOffset? start, IEnumerable<Span> spans)
    {
        var by = start is { } at ? UnixNano.From(at) - UnixNano.From(Start) : 0;
        return spans.Select(span => span with
        {
            StartTimeUnixNano = span.StartTimeUnixNano + by,
            EndTimeUnixNano = span.EndTimeUnixNano + by,
            Events = [.. span.Events.Select(spanEvent => spanEvent with { TimeUnixNano = spanEvent.TimeUnixNano + by })],
        });
    }

    private static long At(double milliseconds) => UnixNano.From(Start) + (long)(milliseconds * 1_000_000);

    private static TraceAttribute Text(string key, string value) => new(key, AttributeValue.From(value));

    private static Resource Service(string name) => new(
    [
        Text("service.name", name), Text("service.version", "2.3.1"), Text("deployment.environment", "staging"),
        Text("host.name", "node-7"), Text("process.runtime.name", "nodejs"), Text("telemetry.sdk.language", "nodejs"),
    ]);
}
