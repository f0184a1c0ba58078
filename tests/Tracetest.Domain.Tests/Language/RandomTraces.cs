using System.Collections.Immutable;
using Tracetest.Domain.Traces;
using static Tracetest.Domain.Tests.Language.Samples;

namespace Tracetest.Domain.Tests.Language;

/// <summary>Traces of 1 to 40 spans of any shape.</summary>
internal static class RandomTraces
{
    private static readonly long[] Lengths = [0, 1, 120, 999_600, 1_000_000, 25_187_564, 30_000_000, 1_500_000_000, 60_000_000_000];

    public static PlainTrace Trace(Random random)
    {
        var count = OneIn(random, 5) ? random.Next(1, 41) : random.Next(1, 11);
        var reach = random.Next(1, 5);
        return new PlainTrace([.. Enumerable.Range(1, count).Select(number => Span(random, number, ParentOf(random, number, reach)))]);
    }

    /// <summary>Small reach makes chains, large reach makes bushes; now and then another root, or a parent that is not there.</summary>
    private static int ParentOf(Random random, int number, int reach)
    {
        if (number == 1 || OneIn(random, 30))
        {
            return OneIn(random, 4) ? 1_000 : 0;
        }

        return reach == 4 ? random.Next(1, number) : Math.Max(1, number - random.Next(1, reach + 1));
    }

    private static PlainSpan Span(Random random, int number, int parent)
    {
        var start = random.Next(4);
        return new PlainSpan(number, parent, Pick(random, SpanNames), (SpanKind)random.Next(6), start, start + Pick(random, Lengths))
        {
            Attributes = Attributes(random, random.Next(0, 7)),
            Events = OneIn(random, 4)
                ? [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new PlainEvent(Pick(random, SpanNames), Attributes(random, random.Next(0, 3))))]
                : [],
            Service = OneIn(random, 3) ? "shop" : "",
        };
    }

    private static ImmutableArray<PlainAttribute> Attributes(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Attribute(random))];
}
