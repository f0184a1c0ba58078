using Microsoft.AspNetCore.Components;
using Tracetest.Domain.Traces;
using Tracetest.Web.Components.Assertions;

namespace Tracetest.Web.Components.Traces;

/// <summary>A row: values in, clicks out.</summary>
public sealed partial class SpanRow : ComponentBase
{
    private const int MaxIndent = 16;
    private const int MaxMarks = 50;
    private const int MaxText = 200;
    private const double ShortestPart = 0.0065;

    [Parameter, EditorRequired] public required Waterfall Waterfall { get; set; }

    /// <summary>Which span, by its position in the trace.</summary>
    [Parameter, EditorRequired] public required int Position { get; set; }

    [Parameter, EditorRequired] public required TimeWindow Window { get; set; }

    [Parameter] public SpanColour Colour { get; set; }

    [Parameter] public SpanChecks? Checks { get; set; }

    [Parameter] public bool IsSelected { get; set; }

    [Parameter] public bool IsMatch { get; set; }

    /// <summary>Others match and this one does not.</summary>
    [Parameter] public bool IsDim { get; set; }

    [Parameter] public bool IsFolded { get; set; }

    /// <summary>How many matches lie in the folded part.</summary>
    [Parameter] public int HiddenMatches { get; set; }

    [Parameter] public bool ShowCriticalPath { get; set; }

    [Parameter] public EventCallback<int> OnSelect { get; set; }

    [Parameter] public EventCallback<int> OnToggle { get; set; }

    private Span Span => Waterfall.Trace.Spans[Position];

    private int Level => Waterfall.Trace.DepthOf(Position);

    private bool IsParent => Waterfall.IsParent(Position);

    private string State => IsMatch ? "match" : IsDim ? "dim" : "plain";

    private string RowClass => string.Join(
        ' ', new[] { IsMatch ? "match" : null, IsDim ? "dim" : null, IsSelected ? "sel" : null, IsFolded ? "fold" : null }.OfType<string>());

    private static string Shorten(string text) => text.Length <= MaxText ? text : string.Concat(text.AsSpan(0, MaxText), "…");

    /// <summary>What is too short to be seen is left out, so that a busy span does not draw thousands.</summary>
    private IEnumerable<(double Left, double Width)> CriticalParts()
    {
        foreach (var part in Waterfall.CriticalPath.Of(Position).Take(MaxMarks * 4))
        {
            var left = Math.Clamp(Window.FractionOf(part.Start), 0, 1);
            var width = Math.Clamp(Window.FractionOf(part.End), 0, 1) - left;
            if (width >= ShortestPart)
            {
                yield return (left, width);
            }
        }
    }

    private IEnumerable<(double At, bool IsError, string Name)> EventMarks() => Span.Events
        .Take(MaxMarks)
        .Select(spanEvent => (At: Window.FractionOf(spanEvent.TimeUnixNano), IsError: spanEvent.Name == "exception", Shorten(spanEvent.Name)))
        .Where(mark => mark.At is >= 0 and <= 1);
}
