using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tracetest.Domain.Traces;
using Tracetest.Infrastructure.Otlp;

namespace Tracetest.Benchmarks;

/// <summary>From the last span to the verdict: what the product adds to the quiet period it chose to wait.</summary>
/// <remarks>
/// Ours: commit of the verdict, minus the acknowledgement of the last span, minus the run's quiet period; reading the trace back,
/// judging it by ten assertions and storing the verdict. Floor: the same requests posted to a bare endpoint that decodes them and
/// writes the rows by COPY, then one UPDATE.
/// </remarks>
internal static class VerdictPushBenchmark
{
    private const string State = "bench_verdicts";
    private const string Rows = "bench_spans";
    private const int WarmUps = 60;

    private static readonly (int Spans, int Rounds, Target? Target)[] Cases =
        [(20, 25, null), (100, 25, null), (1_000, 25, Target.AtMost(3)), (10_000, 9, null)];

    public static async IAsyncEnumerable<BenchmarkResult> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var server = await BenchServer.StartAsync(cancellationToken);
        await using var service = await BenchService.StartAsync(server.Otlp, cancellationToken);
        using var runs = new BenchRuns(server);
        await server.ExecuteAsync(
            $"create table {Rows} (like spans including all); create table {State} (id int primary key, verdict text); insert into {State} values (1, '')",
            cancellationToken);
        await using var bare = await BareReceiverAsync(server, cancellationToken);
        var floor = new Floor(server, service, new Uri($"{bare.Urls.First()}/v1/traces"));
        await WarmUpAsync(server, service, runs, floor, cancellationToken);
        foreach (var (spans, rounds, target) in Cases)
        {
            yield return await MeasureAsync(service, runs, floor, spans, rounds, target, cancellationToken);
        }
    }

    private static async Task WarmUpAsync(
        BenchServer server, BenchService service, BenchRuns runs, Floor floor, CancellationToken cancellationToken)
    {
        await server.UseRetryDelayAsync("20ms", cancellationToken);
        foreach (var spans in new[] { 20, 1_000 })
        {
            await runs.CreateTestAsync($"warm-up-{spans}", service.Url, spans, cancellationToken);
            for (var i = 0; i < WarmUps; i++)
            {
                await service.AcknowledgedAsync((await runs.RunAsync($"warm-up-{spans}", cancellationToken)).Run.TraceId.ToString());
                await floor.MillisecondsAsync(spans, cancellationToken);
            }
        }

        await server.UseRetryDelayAsync("5s", cancellationToken);
    }

    private static async Task<BenchmarkResult> MeasureAsync(
        BenchService service, BenchRuns runs, Floor floor, int spans, int rounds, Target? target, CancellationToken cancellationToken)
    {
        var id = $"verdict-{spans}";
        var (ours, floors, ratios, quiets) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        await runs.CreateTestAsync(id, service.Url, spans, cancellationToken);
        for (var round = -2; round < rounds; round++)
        {
            var final = await runs.RunAsync(id, cancellationToken);
            var acknowledged = await service.AcknowledgedAsync(final.Run.TraceId.ToString());
            var took = await floor.MillisecondsAsync(spans, cancellationToken);
            if (!final.Run.IsPassed || final.Run.SpansJudged != spans || final.Run.QuietPeriod is not { } quiet)
            {
                throw new InvalidOperationException($"A run ended in {final.Run.State} with {final.Run.SpansJudged} of {spans} spans.");
            }

            if (round >= 0)
            {
                ours.Add((Stopwatch.GetElapsedTime(acknowledged, final.CommittedAt) - quiet).TotalMilliseconds);
                floors.Add(took);
                ratios.Add(ours[^1] / took);
                quiets.Add(quiet.TotalMilliseconds);
            }
        }

        return new BenchmarkResult(
            $"verdict-push, {spans:N0} spans",
            $"{Interval.Of(ours)} ms (+ {Interval.Of(quiets)} ms quiet)",
            $"{Interval.Of(floors)} ms; 5 s double poll: 5,000-10,000 ms",
            Interval.Of(ratios),
            target);
    }

    /// <summary>Reads a request, decodes it and stores its rows: what any durable receiver does at least.</summary>
    private static async Task<WebApplication> BareReceiverAsync(BenchServer server, CancellationToken cancellationToken)
    {
        var decoder = server.Services.GetRequiredService<OtlpDecoder>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapPost("/v1/traces", (Delegate)ReceiveAsync);
        await app.StartAsync(cancellationToken);
        return app;

        async Task ReceiveAsync(HttpContext context)
        {
            using var body = new MemoryStream((int)context.Request.ContentLength!);
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            await using var connection = await server.Database.OpenConnectionAsync(context.RequestAborted);
            await SpanRows.CopyAsync(connection, Rows, SpanRows.Decode(decoder, [body.ToArray()]), context.RequestAborted);
        }
    }

    private sealed class Floor(BenchServer server, BenchService service, Uri target)
    {
        public async Task<double> MillisecondsAsync(int spans, CancellationToken cancellationToken)
        {
            var requests = service.Trace(spans).Requests(TraceId.NewRandom().ToByteArray(), SpanId.NewRandom().ToByteArray()).ToList();
            var start = Stopwatch.GetTimestamp();
            foreach (var request in requests)
            {
                await service.PostAsync(target, request, cancellationToken);
            }

            await server.ExecuteAsync($"update {State} set verdict = 'passed' where id = 1", cancellationToken);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }
}
