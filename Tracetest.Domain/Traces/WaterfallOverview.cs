using System.Collections.Immutable;

namespace Tracetest.Domain.Traces;

/// <summary>A stroke of the overview of a trace.</summary>
/// <param name="Lane">Which line it is drawn on, zero-based from the top.</param>
/// <param name="Left">From 0 to 1.</param>
/// <param name="Width">From 0 to 1.</param>
/// <param name="Type">The <see cref="SpanType"/> of the span it stands for.</param>
/// <param name="IsMatch">Whether it stands for a span searched for.</param>
public readonly record struct OverviewStroke(int Lane, double Left, double Width, string Type, bool IsMatch);

/// <summary>A trace small enough to draw whole: at most <see cref="MaxStrokes"/> strokes, however many spans.</summary>
/// <param name="Lanes">How many lines there are.</param>
/// <param name="Strokes">In no promised order.</param>
public sealed record WaterfallOverview(int Lanes, ImmutableArray<OverviewStroke> Strokes)
{
    /// <summary>The most strokes an overview has.</summary>
    public const int MaxStrokes = 2000;

    private const int LaneCount = 17;
    private const int CellCount = MaxStrokes / LaneCount;

    /// <summary>One stroke per span while there is a lane's height for each; cells of lanes by time beyond that.</summary>
    /// <param name="waterfall">The trace.</param>
    /// <param name="matches">Positions searched for; they cover others in their cell.</param>
    public static WaterfallOverview Of(Waterfall waterfall, IReadOnlySet<int> matches) =>
        waterfall.Trace.Count <= MaxStrokes / 10 ? OnePerSpan(waterfall, matches) : Bucketed(waterfall, matches);

    private static WaterfallOverview OnePerSpan(Waterfall waterfall, IReadOnlySet<int> matches) => new(
        waterfall.Trace.Count,
        [
            .. waterfall.Trace.Spans.Select((span, i) =>
            {
                var bar = waterfall.BarOf(i, waterfall.Whole);
                return new OverviewStroke(i, bar.Left, bar.Width, SpanType.Of(span), matches.Contains(i));
            }),
        ]);

    private static WaterfallOverview Bucketed(Waterfall waterfall, IReadOnlySet<int> matches)
    {
        var cells = new (string? Type, bool IsMatch)[LaneCount, CellCount];
        for (var i = 0; i < waterfall.Trace.Count; i++)
        {
            var lane = (int)((long)i * LaneCount / waterfall.Trace.Count);
            var bar = waterfall.BarOf(i, waterfall.Whole);
            var type = SpanType.Of(waterfall.Trace.Spans[i]);
            var isMatch = matches.Contains(i);
            var last = Math.Min(CellCount - 1, (int)(bar.Right * CellCount));
            for (var cell = Math.Min(CellCount - 1, (int)(bar.Left * CellCount)); cell <= last; cell++)
            {
                if (isMatch || !cells[lane, cell].IsMatch)
                {
                    cells[lane, cell] = (type, isMatch);
                }
            }
        }

        return new WaterfallOverview(LaneCount, Merge(cells));
    }

    /// <summary>Neighbouring cells that look the same become one stroke.</summary>
    private static ImmutableArray<OverviewStroke> Merge((string? Type, bool IsMatch)[,] cells)
    {
        var strokes = ImmutableArray.CreateBuilder<OverviewStroke>();
        for (var lane = 0; lane < LaneCount; lane++)
        {
            for (var (cell, next) = (0, 0); cell < CellCount; cell = next)
            {
                for (next = cell + 1; next < CellCount && cells[lane, next] == cells[lane, cell]; next++)
                {
                }

                if (cells[lane, cell] is ({ } type, var isMatch))
                {
                    strokes.Add(new OverviewStroke(
                        lane, (double)cell / CellCount, (double)(next - cell) / CellCount, type, isMatch));
                }
            }
        }

        return strokes.ToImmutable();
    }
}
