using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Traces;

namespace Tracetest.Benchmarks;

/// <summary>A JSON path and a pattern on 10,000 spans that share one body of some 6 kB: the body must be read once, not once per span.</summary>
/// <remarks>Floor: looking the body up in a dictionary for every span. Naive: as many distinct bodies, so that nothing is shared.</remarks>
internal static class OncePerTextBenchmark
{
    private const int Rounds = 7;
    private const int Spans = 10_000;
    private const int Items = 200;

    private static readonly ImmutableArray<string> Assertions =
    [
        "attr:body | json_path '$.items[*].id' | length = 200",
        "attr:body | json_path '$.items[-1].name' = \"item 199\"",
        "attr:body | regex '\"name\":\"item [0-9]+\"' | length = 200",
    ];

    private static readonly CompiledSpecs Specs = CompiledSpecs.Compile([new TestSpec("", "", Assertions)], []);

    public static async IAsyncEnumerable<BenchmarkResult> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var body = BodyOf(0);
        var (same, distinct) = (SampleTraces.WithBody(Spans, _ => new string(body)), SampleTraces.WithBody(Spans / 100, BodyOf));
        var (ours, floors, naive) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -1; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (our, floor) = (Growth.Milliseconds(() => Check(same)), Growth.Milliseconds(() => LookUp(same)));
            var other = Growth.Milliseconds(() => Check(distinct)) * 100;
            if (round >= 0)
            {
                ours.Add(our);
                floors.Add(floor);
                naive.Add(other);
            }
        }

        yield return new BenchmarkResult(
            $"once-per-text, {Spans:N0} spans with one body", $"{Interval.Of(ours)} ms", $"{Interval.Of(floors)} ms",
            Interval.Of([.. ours.Zip(floors, (our, floor) => our / floor)]), Target.AtMost(5));
        yield return new BenchmarkResult(
            $"once-per-text, {Spans:N0} spans, times faster than as many bodies", $"{Interval.Of(ours)} ms", $"{Interval.Of(naive)} ms",
            Interval.Of([.. naive.Zip(ours, (other, our) => other / our)]), Target.AtLeast(10));
    }

    private static string BodyOf(int number) =>
        $$"""{"number":{{number}},"items":[{{string.Join(',', Enumerable.Range(0, Items).Select(i => $$"""{"id":{{i}},"name":"item {{i}}"}"""))}}]}""";

    private static void Check(Trace trace)
    {
        if (!Specs.Check(trace, []).AllPassed)
        {
            throw new InvalidOperationException("An assertion that holds did not pass.");
        }
    }

    /// <summary>As often as the assertions need it.</summary>
    private static void LookUp(Trace trace)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var _ in Assertions)
        {
            foreach (var span in trace.Spans)
            {
                known[span.TextOf("body")!] = 1;
            }
        }

        if (known.Count != 1)
        {
            throw new InvalidOperationException("The floor went wrong.");
        }
    }
}
