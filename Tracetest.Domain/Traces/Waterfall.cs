using System.Collections.Immutable;

namespace Tracetest.Domain.Traces;

/// <summary>Where a span's bar lies in the window shown.</summary>
/// <param name="Left">From 0 to 1.</param>
/// <param name="Width">From 0 to 1; 0 for a span without length.</param>
/// <param name="IsVisible">Whether any of it lies in the window.</param>
public readonly record struct SpanBar(double Left, double Width, bool IsVisible)
{
    /// <summary>Where the bar ends, from 0 to 1.</summary>
    public double Right => Left + Width;
}

/// <summary>The geometry of a trace drawn as a waterfall: what a view asks, and no more than it asks.</summary>
/// <remarks>
/// Positions are those of <see cref="Trace"/>. Immutable, thread-safe. Built in O(n log n) time; a row costs O(1) and the list of
/// rows O(n), so what is sent to a browser depends on the rows on its screen and not on the trace.
/// </remarks>
public sealed class Waterfall
{
    private readonly bool[] _errorsBelow;
    private readonly Dictionary<string, int> _services;

    private Waterfall(Trace trace)
    {
        Trace = trace;
        Whole = TimeWindow.Of(trace.Spans);
        CriticalPath = CriticalPath.Of(trace);
        _errorsBelow = ErrorsBelow(trace);
        Services = [.. trace.Spans.Select(span => span.Resource.ServiceName).Where(name => name.Length > 0).Distinct()];
        _services = Services.Select((name, rank) => KeyValuePair.Create(name, rank)).ToDictionary();
    }

    /// <summary>The spans drawn.</summary>
    public Trace Trace { get; }

    /// <summary>From the first start to the last end.</summary>
    public TimeWindow Whole { get; }

    /// <summary>What the end of the trace waited for.</summary>
    public CriticalPath CriticalPath { get; }

    /// <summary>The services that emitted the spans, by first appearance; those that gave no name are left out.</summary>
    public ImmutableArray<string> Services { get; }

    /// <summary>Lays out a trace.</summary>
    public static Waterfall Of(Trace trace) => new(trace);

    /// <summary>Whether a descendant of the span said it failed.</summary>
    public bool HasErrorBelow(int position) => _errorsBelow[position];

    /// <summary>Whether the span has children.</summary>
    public bool IsParent(int position) => Trace.SubtreeEnd(position) > position + 1;

    /// <summary>The rank of the span's service by first appearance, zero-based; -1 when it gave no name.</summary>
    public int ServiceRank(int position) => _services.GetValueOrDefault(Trace.Spans[position].Resource.ServiceName, -1);

    /// <summary>Whether the span's service differs from its parent's, so that its name tells something.</summary>
    public bool EntersService(int position) => Trace.ParentOf(position) is var parent
        && (parent < 0 || Trace.Spans[parent].Resource.ServiceName != Trace.Spans[position].Resource.ServiceName);

    /// <summary>The positions to draw, in order: all but the descendants of collapsed spans.</summary>
    public ImmutableArray<int> Rows(IReadOnlySet<int> collapsed)
    {
        var rows = ImmutableArray.CreateBuilder<int>(collapsed.Count == 0 ? Trace.Count : 0);
        for (var i = 0; i < Trace.Count; i = collapsed.Contains(i) ? Trace.SubtreeEnd(i) : i + 1)
        {
            rows.Add(i);
        }

        return rows.ToImmutable();
    }

    /// <summary>The collapsed spans without those that hide a position, so that its row is drawn.</summary>
    public ImmutableHashSet<int> Reveal(ImmutableHashSet<int> collapsed, int position)
    {
        for (var at = Trace.ParentOf(position); at >= 0; at = Trace.ParentOf(at))
        {
            collapsed = collapsed.Remove(at);
        }

        return collapsed;
    }

    /// <summary>Every span that has children, for collapsing all.</summary>
    public ImmutableHashSet<int> Parents() => [.. Enumerable.Range(0, Trace.Count).Where(IsParent)];

    /// <summary>The bar of a span, cut to the window.</summary>
    public SpanBar BarOf(int position, TimeWindow window)
    {
        var span = Trace.Spans[position];
        var left = window.FractionOf(span.StartTimeUnixNano);
        var right = Math.Max(left, window.FractionOf(span.EndTimeUnixNano));
        var cut = Math.Clamp(left, 0, 1);
        return new SpanBar(cut, Math.Clamp(right, 0, 1) - cut, span.StartTimeUnixNano > 0 && right >= 0 && left <= 1);
    }

    private static bool[] ErrorsBelow(Trace trace)
    {
        var below = new bool[trace.Count];
        for (var i = trace.Count - 1; i >= 0; i--)
        {
            if (trace.ParentOf(i) is >= 0 and var parent)
            {
                below[parent] |= below[i] || trace.Spans[i].IsError;
            }
        }

        return below;
    }
}
