using System.Runtime.CompilerServices;
using Tracetest.Domain.Selectors;
using Tracetest.Domain.Traces;

namespace Tracetest.Benchmarks;

/// <summary>
/// The selectors <c>A B</c> and <c>A &gt; B</c> on a chain, a star and a tree: their cost must grow with the spans and not with the depth.
/// </summary>
internal static class DescendantBenchmark
{
    private const int Rounds = 7;

    private static readonly int[] Sizes = [100, 1_000, 4_000, 10_000, 100_000];

    private static readonly (string Name, Func<int, Trace> Make)[] Shapes =
        [("chain", SampleTraces.Chain), ("star", SampleTraces.Star), ("tree of 8", SampleTraces.Tree)];

    private static readonly (string Name, Selector Selector)[] Selectors =
    [
        ("descendant", Selector.Parse("span[name = \"even\"] span[name = \"odd\"]").Value!),
        ("direct child", Selector.Parse("span[name = \"even\"] > span[name = \"odd\"]").Value!),
    ];

    public static async IAsyncEnumerable<BenchmarkResult> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var (name, make) in Shapes)
        {
            var traces = Sizes.Select(make).ToArray();
            foreach (var (combinator, selector) in Selectors)
            {
                foreach (var result in Measure($"{combinator} on a {name}", selector, traces, cancellationToken))
                {
                    yield return result;
                }
            }
        }
    }

    private static IEnumerable<BenchmarkResult> Measure(string name, Selector selector, Trace[] traces, CancellationToken cancellationToken)
    {
        var (slopes, atFourThousand) = (new List<double>(), new List<double>());
        for (var round = -2; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var costs = traces.Select(trace => (trace.Count, Growth.Milliseconds(() => selector.Select(trace)))).ToArray();
            if (round >= 0)
            {
                slopes.Add(Growth.Slope(costs));
                atFourThousand.Add(costs[2].Item2);
            }
        }

        yield return new BenchmarkResult($"{name}, slope 100 to 100,000 spans", "", "1 = linear", Interval.Of(slopes), Target.AtMost(1.15));
        yield return new BenchmarkResult(
            $"{name}, 4,000 spans", $"{Interval.Of(atFourThousand)} ms", "", Interval.Of(atFourThousand), Target.AtMost(2));
    }
}
