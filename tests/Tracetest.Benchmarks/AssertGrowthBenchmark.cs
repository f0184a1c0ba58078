using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Traces;

namespace Tracetest.Benchmarks;

/// <summary>
/// Two selectors with five assertions each on traces of 100 to 100,000 spans: nanoseconds and bytes per pair of span and assertion,
/// and the growth.
/// </summary>
/// <remarks>
/// Floor: a dictionary lookup and a comparison per pair. Naive: <see cref="NaiveAssertions"/>, which reads assertions and compiles
/// patterns for every span; beside it, for information, the product's own reading done for every span.
/// </remarks>
internal static class AssertGrowthBenchmark
{
    private const int Rounds = 7;
    private const int NaiveSpans = 1_000;
    private const int JudgedSize = 10_000;

    private static readonly int[] Sizes = [100, 1_000, 10_000, 100_000];

    private static readonly ImmutableArray<string> Assertions =
    [
        "attr:http.response.status_code = 200",
        "attr:http.request.method = \"GET\"",
        "attr:server.port > 80",
        "attr:url.path contains \"carts\"",
        "attr:tracetest.span.duration <= 10s",
    ];

    /// <summary>With patterns, which are what reading anew costs most.</summary>
    private static readonly ImmutableArray<string> WithPatterns =
    [
        "attr:http.response.status_code matches \"^2[0-9]{2}$\"",
        "attr:http.request.method matches \"^(GET|POST|PUT|PATCH|DELETE)$\"",
        "attr:server.port > 80",
        "attr:url.path | regex \"^/api/[a-z]+\" = \"/api/carts\"",
        "attr:tracetest.span.duration <= 10s",
    ];

    private static readonly CompiledSpecs Specs = Compile(Assertions);

    private static CompiledSpecs Compile(ImmutableArray<string> assertions) => CompiledSpecs.Compile(
        [new TestSpec("", "span[name = \"even\"]", assertions), new TestSpec("", "span[name = \"odd\"]", assertions)], []);

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
                var (our, floor) = (Growth.Milliseconds(() => Check(Specs, trace)), Growth.Milliseconds(() => LookUp(map)));
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

        yield return Time(ours[2]);
        yield return Memory(traces[2]);
        yield return Naive("", "reading naively per span", Assertions, NaiveAssertions.Check, Target.AtLeast(50));
        yield return Naive(" with patterns", "reading naively per span", WithPatterns, NaiveAssertions.Check, null);
        yield return Naive(" with patterns", "compiling per span", WithPatterns, ReadAnew, null);
        var slopes = Enumerable.Range(0, Rounds).Select(round => Growth.Slope([.. Sizes.Select((size, i) => (size, ours[i][round]))])).ToList();
        yield return new BenchmarkResult("assert-growth, slope 100 to 100,000 spans", "", "1 = linear", Interval.Of(slopes), Target.AtMost(1.10));
    }

    private static BenchmarkResult Line(int size, List<double> ours, List<double> floors)
    {
        var pairs = size * Assertions.Length;
        return new BenchmarkResult(
            $"assert-growth, {size:N0} spans",
            $"{Interval.Of([.. ours.Select(time => time * 1e6 / pairs)])} ns a pair",
            $"{Interval.Of([.. floors.Select(time => time * 1e6 / pairs)])} ns",
            Interval.Of([.. ours.Zip(floors, (our, floor) => our / floor)]),
            size == JudgedSize ? Target.AtMost(20) : null);
    }

    private static BenchmarkResult Time(List<double> ours)
    {
        var nanoseconds = Interval.Of([.. ours.Select(time => time * 1e6 / (JudgedSize * Assertions.Length))]);
        return new BenchmarkResult($"assert-growth, {JudgedSize:N0} spans, ns a pair", $"{nanoseconds} ns", "", nanoseconds, Target.AtMost(400));
    }

    private static BenchmarkResult Memory(Trace trace)
    {
        Check(Specs, trace);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Check(Specs, trace);
        var bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / (trace.Count * Assertions.Length);
        return new BenchmarkResult(
            $"assert-growth, {JudgedSize:N0} spans, bytes a pair", $"{bytes:0.0} B", "", Interval.Exactly(bytes), Target.AtMost(64));
    }

    private static BenchmarkResult Naive(
        string kind, string name, ImmutableArray<string> assertions, Action<Trace, ImmutableArray<string>> check, Target? target)
    {
        var (trace, specs) = (SampleTraces.Tree(NaiveSpans), Compile(assertions));
        var (ours, naive, factors) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -2; round < Rounds; round++)
        {
            var (our, other) = (Growth.Milliseconds(() => Check(specs, trace)), Growth.Milliseconds(() => check(trace, assertions)));
            if (round >= 0)
            {
                ours.Add(our);
                naive.Add(other);
                factors.Add(other / our);
            }
        }

        return new BenchmarkResult(
            $"assert-growth, {NaiveSpans:N0} spans{kind}, times faster than {name}",
            $"{Interval.Of(ours)} ms",
            $"{Interval.Of(naive)} ms",
            Interval.Of(factors),
            target);
    }

    private static void Check(CompiledSpecs specs, Trace trace)
    {
        if (!specs.Check(trace, []).AllPassed)
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

    private static void ReadAnew(Trace trace, ImmutableArray<string> assertions)
    {
        foreach (var span in trace.Spans)
        {
            var single = Trace.Assemble(span.TraceId, [span]);
            Check(CompiledSpecs.Compile([new TestSpec("", "span[kind = \"server\"]", assertions)], []), single);
        }
    }
}
