using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Traces;

namespace Tracetest.Benchmarks;

/// <summary>Two selectors with five assertions each on traces of 100 to 100,000 spans: nanoseconds per span and assertion, and the growth.</summary>
/// <remarks>Floor: a dictionary lookup and a comparison per pair. Naive: reading the assertion anew for every span.</remarks>
internal static class AssertGrowthBenchmark
{
    private const int Rounds = 7;
    private const int NaiveSpans = 1_000;

    private static readonly int[] Sizes = [100, 1_000, 10_000, 100_000];

    private static readonly ImmutableArray<string> Assertions =
    [
        "attr:http.response.status_code = 200",
        "attr:http.request.method = \"GET\"",
        "attr:server.port > 80",
        "attr:url.path contains \"carts\"",
        "attr:tracetest.span.duration <= 10s",
    ];

    private static readonly CompiledSpecs Specs = CompiledSpecs.Compile(
        [new TestSpec("", "span[name = \"even\"]", Assertions), new TestSpec("", "span[name = \"odd\"]", Assertions)], []);

    public static async IAsyncEnumerable<BenchmarkResult> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var traces = Sizes.Select(SampleTraces.Tree).ToArray();
        var maps = traces.Select(trace => trace.Spans.Select(span => new Dictionary<string, string>(span.AllTexts())).ToArray()).ToArray();
        var ours = Sizes.Select(_ => new List<double>()).ToArray();
        var floors = Sizes.Select(_ => new List<double>()).ToArray();
        for (var round = -2; round < Rounds; round++)
        {
            for (var i = 0; i < Sizes.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (trace, map) = (traces[i], maps[i]);
                var (our, floor) = (Growth.Milliseconds(() => Check(trace)), Growth.Milliseconds(() => LookUp(map)));
                if (round >= 0)
                {
                    ours[i].Add(our);
                    floors[i].Add(floor);
                }
            }
        }

        for (var i = 0; i < Sizes.Length; i++)
        {
            yield return Line(Sizes[i], ours[i], floors[i]);
        }

        yield return Naive(ours[1]);
        var slopes = Enumerable.Range(0, Rounds).Select(round => Growth.Slope([.. Sizes.Select((size, i) => (size, ours[i][round]))])).ToList();
        yield return new BenchmarkResult("assert-growth, slope 100 to 100,000 spans", "", "1 = linear", Interval.Of(slopes), Target.AtMost(1.15));
    }

    private static BenchmarkResult Line(int size, List<double> ours, List<double> floors)
    {
        var pairs = size * Assertions.Length;
        return new BenchmarkResult(
            $"assert-growth, {size:N0} spans",
            $"{Interval.Of([.. ours.Select(time => time * 1e6 / pairs)])} ns a pair",
            $"{Interval.Of([.. floors.Select(time => time * 1e6 / pairs)])} ns",
            Interval.Of([.. ours.Zip(floors, (our, floor) => our / floor)]));
    }

    private static BenchmarkResult Naive(List<double> ours)
    {
        var singles = SampleTraces.Tree(NaiveSpans).Spans.Select(span => Trace.Assemble(span.TraceId, [span])).ToArray();
        var naive = Enumerable.Range(0, ours.Count).Select(_ => Growth.Milliseconds(() => ReadAnew(singles))).ToList();
        return new BenchmarkResult(
            $"assert-growth, {NaiveSpans:N0} spans against reading per span",
            $"{Interval.Of(ours)} ms",
            $"naive {Interval.Of(naive)} ms",
            Interval.Of([.. ours.Zip(naive, (our, other) => our / other)]));
    }

    private static void Check(Trace trace)
    {
        if (!Specs.Check(trace, []).AllPassed)
        {
            throw new InvalidOperationException("An assertion that holds did not pass.");
        }
    }

    private static void LookUp(Dictionary<string, string>[] spans)
    {
        var passed = spans.Count(span =>
            span["http.response.status_code"] == "200"
            & span["http.request.method"] == "GET"
            & string.CompareOrdinal(span["server.port"], "80") > 0
            & span["url.path"].Contains("carts", StringComparison.Ordinal)
            & span["tracetest.span.duration"].Length > 0);
        if (passed != spans.Length)
        {
            throw new InvalidOperationException("The floor went wrong.");
        }
    }

    private static void ReadAnew(Trace[] singles)
    {
        foreach (var single in singles)
        {
            foreach (var assertion in Assertions)
            {
                CompiledSpecs.Compile([new TestSpec("", "", [assertion])], []).Check(single, []);
            }
        }
    }
}
