using System.Diagnostics;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Tracetest.Domain.Otlp;
using Tracetest.Domain.Traces;
using Tracetest.Infrastructure.EmbeddedPostgres;
using Tracetest.Infrastructure.Otlp;
using Tracetest.Infrastructure.Otlp.Wire;
using Tracetest.Infrastructure.Traces;
using Tracetest.TestSupport;
using Tracetest.TestSupport.Otlp;

namespace Tracetest.Benchmarks;

/// <summary>Durable ingest against what it is made of: decoding alone and COPY alone, measured in turn in one run.</summary>
/// <remarks>
/// The database syncs to disk. Spans have ten attributes and some 340 bytes, traces 20 spans. "Decode" parses the requests
/// with the generated parser, one thread; "COPY" writes rows made beforehand with the driver's binary importer, 8,192 a commit.
/// </remarks>
internal sealed class OtlpIngestBenchmark
{
    private const int SpansPerTrace = 20;
    private const int SpansPerCopy = 8192;
    private const int Rounds = 7;

    private static readonly Case[] Cases = [new(512, 8, 102_400, 0.5), new(20, 64, 40_000, 0.3)];

    /// <summary>One line per way of sending.</summary>
    public static async IAsyncEnumerable<BenchmarkResult> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = TestFolder.Create("bench");
        try
        {
            var options = new EmbeddedPostgresOptions { DataDirectory = Path.Combine(folder, "cluster") };
            await using var cluster = new EmbeddedCluster(
                options, Environment.GetEnvironmentVariable, TimeProvider.System, NullLogger.Instance);
            await cluster.StartAsync(cancellationToken);
            await using var host = await OtlpReceiverHost.StartAsync(cluster.ConnectionString, cancellationToken);
            foreach (var one in Cases)
            {
                yield return await MeasureAsync(host, one, cancellationToken);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<BenchmarkResult> MeasureAsync(OtlpReceiverHost host, Case one, CancellationToken cancellationToken)
    {
        var (ours, decode, copy, ratios) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var requests = NewRequests(one.Spans, one.SpansPerRequest);
            var decodeRate = one.Spans / Seconds(() => DecodeAll(requests));
            var copyRate = one.Spans
                / await SecondsAsync(await CopyAsync(host, NewRequests(one.Spans, one.SpansPerRequest), cancellationToken));
            var oursRate = one.Spans / await SecondsAsync(() => ExportAllAsync(host.Receiver, requests, one.Senders, cancellationToken));
            await TruncateAsync(host.Database, cancellationToken);
            if (round > 0) // the first one warms up
            {
                ours.Add(oursRate);
                decode.Add(decodeRate);
                copy.Add(copyRate);
                ratios.Add(oursRate / Math.Min(decodeRate, copyRate));
            }
        }

        return new BenchmarkResult(
            $"otlp-ingest, {one.SpansPerRequest} spans a request, {one.Senders} senders",
            $"{Interval.Of(ours)} spans/s",
            $"decode {Interval.Of(decode).Median:N0}/s, copy {Interval.Of(copy).Median:N0}/s",
            Interval.Of(ratios),
            Target.AtLeast(one.Target));
    }

    private static Task ExportAllAsync(
        IOtlpTraceReceiver receiver, List<byte[]> requests, int senders, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            requests,
            new ParallelOptions { MaxDegreeOfParallelism = senders, CancellationToken = cancellationToken },
            async (request, cancel) =>
            {
                if (await receiver.ExportAsync(request, OtlpEncoding.Protobuf, cancel) is not OtlpExport.Accepted { RejectedSpans: 0 })
                {
                    throw new InvalidOperationException("A request was not accepted.");
                }
            });

    private static void DecodeAll(List<byte[]> requests) =>
        requests.ForEach(request => TracesData.Parser.ParseFrom(request));

    /// <summary>Prepares the rows; what comes back writes them.</summary>
    private static async Task<Func<Task>> CopyAsync(
        OtlpReceiverHost host, List<byte[]> requests, CancellationToken cancellationToken)
    {
        var decoder = (OtlpDecoder)host.Services.GetService(typeof(OtlpDecoder))!;
        var rows = SpanRows.Decode(decoder, requests);
        await using var warm = await host.Database.OpenConnectionAsync(cancellationToken);
        return async () =>
        {
            await using var connection = await host.Database.OpenConnectionAsync(cancellationToken);
            foreach (var chunk in rows.Chunk(SpansPerCopy))
            {
                await SpanRows.CopyAsync(connection, SpanRow.Table, chunk, cancellationToken);
            }
        };
    }

    private static async Task TruncateAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("truncate spans; checkpoint");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static List<byte[]> NewRequests(int spans, int spansPerRequest)
    {
        var requests = new List<byte[]>();
        var trace = ByteString.Empty;
        for (var first = 0; first < spans; first += spansPerRequest)
        {
            var scope = new ScopeSpans { Scope = new() { Name = "bench", Version = "1" } };
            for (var i = first; i < Math.Min(first + spansPerRequest, spans); i++)
            {
                trace = i % SpansPerTrace == 0 ? ByteString.CopyFrom(TraceId.NewRandom().ToByteArray()) : trace;
                scope.Spans.Add(NewSpan(trace, i));
            }

            var resource = new Infrastructure.Otlp.Wire.Resource { Attributes = { Text("service.name", "checkout") } };
            var request = new TracesData { ResourceSpans = { new ResourceSpans { Resource = resource, ScopeSpans = { scope } } } };
            requests.Add(request.ToByteArray());
        }

        return requests;
    }

    private static Infrastructure.Otlp.Wire.Span NewSpan(ByteString trace, int number) => new()
    {
        TraceId = trace,
        SpanId = ByteString.CopyFrom(SpanId.NewRandom().ToByteArray()),
        ParentSpanId = ByteString.CopyFrom(SpanId.NewRandom().ToByteArray()),
        Name = "GET /api/carts/{id}",
        Kind = Infrastructure.Otlp.Wire.SpanKind.Server,
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

    private static double Seconds(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<double> SecondsAsync(Func<Task> workAsync)
    {
        var start = Stopwatch.GetTimestamp();
        await workAsync();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private sealed record Case(int SpansPerRequest, int Senders, int Spans, double Target);
}
