using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;
using Tracetest.Domain.Traces;
using Tracetest.Infrastructure.Otlp;

namespace Tracetest.Benchmarks;

/// <summary>Whole runs, started through the REST API against a service that sends 20 spans, so many in flight at a time.</summary>
/// <remarks>
/// Floor: a loop that makes four commits per run, each the least that keeps what a run must keep: a row for the run, its answer, its
/// 20 spans by COPY, its verdict. Beside it as many such loops at once as runs are in flight. The quiet period would bound both sides to a sleep, so the profile's
/// retry delay, its upper bound, is 10 ms; the rate with the default profile is given beside it.
/// </remarks>
internal static class RunsPerSecondBenchmark
{
    private const int Spans = 20;
    private const int Rounds = 7;
    private const int WarmUps = 3_000;
    private const string OneTest = "rate-0";

    /// <summary>The runs are of so many tests in turn, as those of a pipeline are: numbering the runs of one test is serial.</summary>
    private static readonly string[] Tests = [.. Enumerable.Range(0, 128).Select(i => $"rate-{i}")];

    /// <summary>Runs in flight, how many runs, how many loops the floor is made of, and the target.</summary>
    private static readonly (int InFlight, int Runs, int Loops, Target? Target)[] Cases =
    [
        (1, 60, 1, null), (8, 300, 8, null), (32, 600, 1, Target.AtLeast(0.4)), (32, 600, 32, null), (128, 900, 128, null),
    ];

    public static async IAsyncEnumerable<BenchmarkResult> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var server = await BenchServer.StartAsync(cancellationToken);
        await using var service = await BenchService.StartAsync(server.Otlp, cancellationToken);
        using var runs = new BenchRuns(server);
        await server.ExecuteAsync(
            "create table bench_spans (like spans including all); "
            + "create table bench_runs (id uuid primary key, state text not null, answer text, verdict text)",
            cancellationToken);
        var floor = new Floor(server, service.Trace(Spans));
        foreach (var test in Tests)
        {
            await runs.CreateTestAsync(test, service.Url, Spans, cancellationToken);
        }

        await server.UseRetryDelayAsync("10ms", cancellationToken);
        await runs.RateAsync(Tests, 32, WarmUps, cancellationToken);
        await floor.RateAsync(32, WarmUps, cancellationToken);
        foreach (var (inFlight, total, loops, target) in Cases)
        {
            yield return await MeasureAsync(runs, floor, (inFlight, total, loops), target, cancellationToken);
        }

        var ofOne = Interval.Exactly(await runs.RateAsync([OneTest], 32, 600, cancellationToken));
        yield return new BenchmarkResult(
            "runs-per-second, 32 in flight, all of one test", $"{ofOne} runs/s", "one commit after the other numbers them", ofOne);
        yield return await CountUnfinishedAsync(server, cancellationToken);
        await server.UseRetryDelayAsync("5s", cancellationToken);
        var rate = Interval.Exactly(await runs.RateAsync(Tests, 32, 600, cancellationToken));
        yield return new BenchmarkResult(
            "runs-per-second, 32 in flight, default profile", $"{rate} runs/s", "32 / 250 ms quiet = 128/s at most", Interval.Exactly(rate.Median / 128));
    }

    private static async Task<BenchmarkResult> MeasureAsync(
        BenchRuns runs, Floor floor, (int InFlight, int Runs, int Loops) load, Target? target, CancellationToken cancellationToken)
    {
        var (ours, floors, ratios) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(await runs.RateAsync(Tests, load.InFlight, load.Runs, cancellationToken));
            floors.Add(await floor.RateAsync(load.Loops, load.Runs, cancellationToken));
            ratios.Add(ours[^1] / floors[^1]);
        }

        return new BenchmarkResult(
            $"runs-per-second, {load.InFlight} in flight",
            $"{Interval.Of(ours)} runs/s",
            $"{(load.Loops == 1 ? "one loop" : $"{load.Loops} loops")}: {Interval.Of(floors)}/s",
            Interval.Of(ratios),
            target);
    }

    /// <summary>Every number handed out must belong to a run in a final state that passed.</summary>
    private static async Task<BenchmarkResult> CountUnfinishedAsync(BenchServer server, CancellationToken cancellationToken)
    {
        var asked = await server.ReadAsync<long>("select sum(last_run_number)::bigint from tests where id like 'rate-%'", cancellationToken);
        var passed = await server.ReadAsync<long>(
            $"select count(*) from test_runs where test_id like 'rate-%' and state = 'FINISHED' and is_passed and spans_judged = {Spans}", cancellationToken);
        return new BenchmarkResult(
            "runs lost, stuck or wrong, up to 128 in flight", $"{asked - passed} runs", $"of {asked:N0}", Interval.Exactly(asked - passed), Target.AtMost(0));
    }

    private sealed class Floor(BenchServer server, WireTrace trace)
    {
        private readonly OtlpDecoder _decoder = server.Services.GetRequiredService<OtlpDecoder>();

        public async Task<double> RateAsync(int inFlight, int total, CancellationToken cancellationToken)
        {
            var rows = Enumerable.Range(0, total)
                .Select(_ => SpanRows.Decode(_decoder, trace.Requests(TraceId.NewRandom().ToByteArray(), SpanId.NewRandom().ToByteArray())))
                .ToArray();
            var start = Stopwatch.GetTimestamp();
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = inFlight, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, total, parallel, async (i, cancel) => await RunAsync(rows[i], cancel));
            return total / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        private async Task RunAsync((EncodedSpan Span, byte[] Message)[] rows, CancellationToken cancellationToken)
        {
            var id = Guid.NewGuid();
            await using var connection = await server.Database.OpenConnectionAsync(cancellationToken);
            await CommitAsync(connection, "insert into bench_runs (id, state) values ($1, 'EXECUTING')", id, cancellationToken);
            await CommitAsync(connection, "update bench_runs set state = 'AWAITING_TRACE', answer = '200 OK' where id = $1", id, cancellationToken);
            await SpanRows.CopyAsync(connection, "bench_spans", rows, cancellationToken);
            await CommitAsync(connection, "update bench_runs set state = 'FINISHED', verdict = 'passed' where id = $1", id, cancellationToken);
        }

        private static async Task CommitAsync(NpgsqlConnection connection, string sql, Guid id, CancellationToken cancellationToken)
        {
            await using var command = new NpgsqlCommand(sql, connection)
            {
                Parameters = { new NpgsqlParameter { Value = id, NpgsqlDbType = NpgsqlDbType.Uuid } },
            };
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
