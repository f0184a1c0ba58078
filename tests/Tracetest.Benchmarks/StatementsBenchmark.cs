using System.Runtime.CompilerServices;

namespace Tracetest.Benchmarks;

/// <summary>What a run that passes costs the database, as the database itself counts it.</summary>
/// <remarks>
/// Statements from <c>pg_stat_statements</c>, BEGIN, COMMIT and the reset of pooled connections apart; writing commits from the
/// transaction ids used up, which only a transaction that writes takes. What the server does anyway counts too, spread over the runs.
/// </remarks>
internal static class StatementsBenchmark
{
    private const int Runs = 300;

    /// <summary>Not a statement of ours in the sense of the target.</summary>
    private const string Frame = "^\\s*(begin|commit|discard|savepoint|release|select pg_stat|select pg_current)";

    public static async IAsyncEnumerable<BenchmarkResult> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var server = await BenchServer.StartAsync(cancellationToken);
        await using var service = await BenchService.StartAsync(server.Otlp, cancellationToken);
        using var runs = new BenchRuns(server);
        await server.ExecuteAsync("create extension pg_stat_statements", cancellationToken);
        await runs.CreateTestAsync("counted", service.Url, 20, cancellationToken);
        await server.UseRetryDelayAsync("100ms", cancellationToken);
        await runs.RateAsync(["counted"], 4, 200, cancellationToken);

        await server.ExecuteAsync("select pg_stat_statements_reset()", cancellationToken);
        var before = await IdsAsync(server, cancellationToken);
        await runs.RateAsync(["counted"], 1, Runs, cancellationToken);
        var after = await IdsAsync(server, cancellationToken);
        await PrintAsync(server, cancellationToken);
        var statements = await CallsAsync(server, "!~*", cancellationToken) / Runs;
        var framing = await CallsAsync(server, "~*", cancellationToken) / Runs;
        yield return Line("statements per run", statements, $"and {framing:0.#} that only frame them", 12);
        yield return Line("writing commits per run", (double)(after - before - 1) / Runs, "", 4);
    }

    private static BenchmarkResult Line(string name, double figure, string remark, double limit)
    {
        var rounded = Math.Round(figure, 1); // the server's own sweeps come to a hundredth per run
        return new BenchmarkResult(name, $"{figure:0.00}", remark, Interval.Exactly(rounded), Target.AtMost(limit));
    }

    private static Task<long> IdsAsync(BenchServer server, CancellationToken cancellationToken) =>
        server.ReadAsync<long>("select pg_current_xact_id()::text::bigint", cancellationToken);

    private static async Task<double> CallsAsync(BenchServer server, string match, CancellationToken cancellationToken) =>
        await server.ReadAsync<long>(
            $"select coalesce(sum(calls), 0)::bigint from pg_stat_statements where query {match} '{Frame}'", cancellationToken);

    private static async Task PrintAsync(BenchServer server, CancellationToken cancellationToken)
    {
        await using var command = server.Database.CreateCommand(
            $"""
            select calls::float8 / {Runs}, total_exec_time / calls, regexp_replace(left(query, 110), '\s+', ' ', 'g')
            from pg_stat_statements where calls >= {Runs} / 10 order by calls desc, query
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            Console.WriteLine($"    {reader.GetDouble(0):0.00} per run, {reader.GetDouble(1):0.000} ms each: {reader.GetString(2)}");
        }
    }
}
