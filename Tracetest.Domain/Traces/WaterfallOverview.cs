using System.Collections.Immutable;

namespace Tracetest.Domain.Traces;

/// <summary>A stroke of the overview of a trace.</summary>
/// <param name="Lane">Which line it is drawn on, zero-based from the top.</param>
/// <param name="Left">From 0 to 1.</param>
/// <param name="Width">From 0 to 1.</param>
/// <param name="Paint">What it is drawn with, as the caller said.</param>
/// <param name="IsMatch">Whether it stands for a span searched for.</param>
public readonly record struct OverviewStroke(int Lane, double Left, double Width, string Paint, bool IsMatch);

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
    /// <param name="paintOf">What the span at a position is drawn with, e.g. the colour of its type.</param>
    public static WaterfallOverview Of(Waterfall waterfall, IReadOnlySet<int> matches, Func<int, string> paintOf) =>
        waterfall.Trace.Count <= MaxStrokes / 10 ? OnePerSpan(waterfall, matches, paintOf) : Bucketed(waterfall, matches, paintOf);

    private static WaterfallOverview OnePerSpan(Waterfall waterfall, IReadOnlySet<int> matches, Func<int, string> paintOf) => new(
        waterfall.Trace.Count,
        [
            .. Enumerable.Range(0, waterfall.Trace.Count).Select(i =>
            {
                var bar = waterfall.BarOf(i, waterfall.Whole);
                return new OverviewStroke(i, bar.Left, bar.Width, paintOf(i), matches.Contains(i));
            }),
        ]);

    private static WaterfallOverview Bucketed(Waterfall waterfall, IReadOnlySet<int> matches, Func<int, string> paintOf)
    {
        var cells = new (string? Paint, bool IsMatch)[LaneCount, CellCount];
        for (var i = 0; i < waterfall.Trace.Count; i++)
        {
            var lane = (int)((long)i * LaneCount / waterfall.Trace.Count);
            var bar = waterfall.BarOf(i, waterfall.Whole);
            var paint = paintOf(i);
            var isMatch = matches.Contains(i);
            var last = Math.Min(CellCount - 1, (int)(bar.Right * CellCount));
            for (var cell = Math.Min(CellCount - 1, (int)(bar.Left * CellCount)); cell <= last; cell++)
            {
                if (isMatch || !cells[lane, cell].IsMatch)
                {
                    cells[lane, cell] = (paint, isMatch);
                }
            }
        }

        return new WaterfallOverview(LaneCount, Merge(cells));
    }

    /// <summary>Neighbouring cells that look the same become one stroke.</summary>
    private static ImmutableArray<OverviewStroke> Merge((string? Paint, bool IsMatch)[,] cells)
    {
        var strokes = ImmutableArray.CreateBuilder<OverviewStroke>();
        for (var lane = 0; lane < LaneCount; lane++)
        {
            for (var (cell, next) = (0, 0); cell < CellCount; cell = next)
            {
                for (next = cell + 1; next < CellCount && cells[lane, next] == cells[lane, cell]; next++)
                {
                }

                if (cells[lane, cell] is ({ } paint, var isMatch))
                {
                    strokes.Add(new OverviewStroke(
                        lane, (double)cell / CellCount, (double)(next - cell) / CellCount, paint, isMatch));
                }
            }
        }

        return strokes.ToImmutable();
    }
}
