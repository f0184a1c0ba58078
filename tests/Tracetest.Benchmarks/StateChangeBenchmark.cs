using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Triggers;

namespace Tracetest.Benchmarks;

/// <summary>What it costs to store a run's new state, beside a small trace and beside a large one: the row never holds the trace.</summary>
/// <remarks>
/// The trace is stored first, span by span as it would come; then runs of a test go through their states, in turn with runs whose
/// trace is small. Write-ahead log from <c>pg_current_wal_lsn</c>; naive: rewriting a document of the run with its trace.
/// </remarks>
internal static class StateChangeBenchmark
{
    private const string Test = "state-change";
    private const int Small = 100;
    private const int Large = 100_000;
    private const int Rounds = 9;
    private const int ChangesPerRound = 40;

    public static async IAsyncEnumerable<BenchmarkResult> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var server = await BenchServer.StartAsync(cancellationToken);
        await using var service = await BenchService.StartAsync(server.Otlp, cancellationToken);
        using var runs = new BenchRuns(server);
        await runs.CreateTestAsync(Test, service.Url, 20, cancellationToken);
        var small = await StoredTraceAsync(server, service, Small, cancellationToken);
        var large = await StoredTraceAsync(server, service, Large, cancellationToken);
        await server.ExecuteAsync("checkpoint", cancellationToken); // so that none falls into the measurement
        var changes = new Changes(server.Services.GetRequiredService<ITestRunRepository>(), server);
        for (var i = 0; i < 5; i++)
        {
            await changes.MeasureAsync(small, cancellationToken);
        }

        var (times, bigTimes, ratios, log) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var (time, _) = await changes.MeasureAsync(small, cancellationToken);
            var (bigTime, bytes) = await changes.MeasureAsync(large, cancellationToken);
            times.Add(time);
            bigTimes.Add(bigTime);
            ratios.Add(bigTime / time);
            log.Add(bytes);
        }

        yield return new BenchmarkResult(
            $"state change beside {Large:N0} spans", $"{Interval.Of(bigTimes)} ms", $"beside {Small}: {Interval.Of(times)} ms", Interval.Of(ratios), Target.AtMost(1.2));
        yield return new BenchmarkResult(
            "write-ahead log per state change", $"{Interval.Of(log)} bytes", "1,024 bytes", Interval.Of([.. log.Select(bytes => bytes / 1024)]), Target.AtMost(1));
    }

    private static async Task<TraceId> StoredTraceAsync(BenchServer server, BenchService service, int spans, CancellationToken cancellationToken)
    {
        var id = TraceId.NewRandom();
        foreach (var request in service.Trace(spans).Requests(id.ToByteArray(), SpanId.NewRandom().ToByteArray()))
        {
            await service.PostAsync(server.Otlp, request, cancellationToken);
        }

        return id;
    }

    private sealed class Changes(ITestRunRepository runs, BenchServer server)
    {
        private static readonly TriggerResponse Response =
            new TriggerResponse.Http(200, "200 OK", [new HttpHeader("Content-Type", "text/plain")], "here you are");

        /// <summary>Milliseconds and bytes of log per change.</summary>
        public async Task<(double Milliseconds, double Bytes)> MeasureAsync(TraceId trace, CancellationToken cancellationToken)
        {
            var added = new List<TestRun>();
            for (var i = 0; i < ChangesPerRound; i++)
            {
                added.Add((await runs.AddAsync(NewRun(trace), Events("CREATED_INFO"), cancellationToken))!);
            }

            var logBefore = await LogAsync(cancellationToken);
            var start = Stopwatch.GetTimestamp();
            foreach (var run in added)
            {
                await runs.SaveAsync(
                    (run with { Response = Response }).MoveTo(RunState.AwaitingTrace, TimeProvider.System.GetUtcNow()), Events("TRIGGER_EXECUTION_SUCCESS"), cancellationToken);
            }

            var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            var bytes = await LogAsync(cancellationToken) - logBefore;
            await server.ExecuteAsync($"delete from test_runs where test_id = '{Test}'", cancellationToken);
            return (took / ChangesPerRound, (double)bytes / ChangesPerRound);
        }

        private static TestRun NewRun(TraceId trace) => new()
        {
            TestId = Test,
            TestVersion = 1,
            TraceId = trace,
            SpanId = SpanId.NewRandom(),
            State = RunState.Executing,
            CreatedAt = TimeProvider.System.GetUtcNow(),
            ResolvedTrigger = new Trigger.Http { Method = "GET", Url = "http://127.0.0.1:1/20" },
        };

        private static ImmutableArray<RunEvent> Events(string type) =>
            [new RunEvent(type, RunStage.Trigger, "Something happened", "It happened as it should.", TimeProvider.System.GetUtcNow())];

        private Task<long> LogAsync(CancellationToken cancellationToken) =>
            server.ReadAsync<long>("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint", cancellationToken);
    }
}
