namespace Tracetest.Benchmarks;

/// <summary>Measures the product against floors measured in the same run, prints one table, and fails when a target is missed throughout.</summary>
internal static class Program
{
    private static readonly (string Name, Func<CancellationToken, IAsyncEnumerable<BenchmarkResult>> Run)[] All =
    [
        ("verdict-push", VerdictPushBenchmark.RunAsync),
        ("runs-per-second", RunsPerSecondBenchmark.RunAsync),
        ("statements", StatementsBenchmark.RunAsync),
        ("state-change", StateChangeBenchmark.RunAsync),
        ("assert-growth", AssertGrowthBenchmark.RunAsync),
        ("descendant", DescendantBenchmark.RunAsync),
        ("once-per-text", OncePerTextBenchmark.RunAsync),
        ("otlp-ingest", OtlpIngestBenchmark.RunAsync),
    ];

    /// <param name="names">Which to run; none for all.</param>
    /// <returns>0; 1 when a target is missed by more than a fifth in every round; 2 for an unknown name.</returns>
    public static async Task<int> Main(string[] names)
    {
        if (names.Except(All.Select(one => one.Name), StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            await Console.Error.WriteLineAsync($"There is no benchmark {unknown}. There are: {string.Join(", ", All.Select(one => one.Name))}.");
            return 2;
        }

        var machine = await Machine.DescribeAsync(CancellationToken.None);
        Console.WriteLine(machine);
        var results = new List<BenchmarkResult>();
        foreach (var (name, run) in All.Where(one => names.Length == 0 || names.Contains(one.Name)))
        {
            Console.WriteLine($"{name} ...");
            await foreach (var result in run(CancellationToken.None))
            {
                Console.WriteLine($"  {result.Name}: {result.Ours} against {result.Floor}; ratio {result.Ratio} {result.Target} {result.Verdict}");
                results.Add(result);
            }
        }

        Console.WriteLine();
        Console.WriteLine(machine);
        ResultTable.Print(results);
        return results.Exists(result => result.IsMissedThroughout) ? 1 : 0;
    }
}
