using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Tracetest.Domain.Traces;
using Tracetest.Web.Components.Assertions;
using Tracetest.Web.Interop;

namespace Tracetest.Web.Components.Traces;

/// <summary>A trace as rows of bars. What is folded and how far it is zoomed are its own; selection and matches are given.</summary>
public sealed partial class WaterfallView : ComponentBase, IAsyncDisposable
{
    private ElementReference _body;
    private TraceMinimap? _minimap;
    private WaterfallModule? _module;
    private Waterfall? _laidOut;
    private ImmutableHashSet<int> _collapsed = [];
    private IList<int> _rows = [];
    private TimeWindow _window;
    private ImmutableArray<TimeTick> _ticks = [];
    private int _revealed = -1;
    private bool _mustReveal;

    [Parameter, EditorRequired] public required Waterfall Waterfall { get; set; }

    /// <summary>The selected position; -1 for none.</summary>
    [Parameter] public int Selected { get; set; } = -1;

    /// <summary>The positions of the open spec or search.</summary>
    [Parameter] public IReadOnlySet<int> Matches { get; set; } = ImmutableHashSet<int>.Empty;

    /// <summary>Whether a spec or search is open, so that what does not match steps back.</summary>
    [Parameter] public bool IsFiltered { get; set; }

    [Parameter] public IReadOnlyDictionary<int, SpanChecks> Checks { get; set; } = ImmutableDictionary<int, SpanChecks>.Empty;

    [Parameter] public SpanColour Colour { get; set; }

    [Parameter] public bool ShowCriticalPath { get; set; }

    [Parameter] public EventCallback<int> OnSelect { get; set; }

    [Inject] public required IJSRuntime Js { get; init; }

    private string? ActiveId => Selected >= 0 ? $"span-{Waterfall.Trace.Spans[Selected].Id}" : null;

    public async ValueTask DisposeAsync()
    {
        if (_module is { } module)
        {
            await module.DisposeAsync();
        }
    }

    /// <summary>Selects the row so many below the selected one, or the first.</summary>
    public Task MoveAsync(int rows)
    {
        if (_rows.Count == 0)
        {
            return Task.CompletedTask;
        }

        var at = Selected < 0 ? (rows > 0 ? -1 : _rows.Count) : _rows.IndexOf(Selected);
        return OnSelect.InvokeAsync(_rows[Math.Clamp(at + rows, 0, _rows.Count - 1)]);
    }

    /// <summary>Folds the selected row; on one without children or already folded, goes to its parent.</summary>
    public Task FoldAsync()
    {
        if (Selected >= 0 && Waterfall.IsParent(Selected) && !_collapsed.Contains(Selected))
        {
            Collapse(_collapsed.Add(Selected));
            return Task.CompletedTask;
        }

        return Selected >= 0 && Waterfall.Trace.ParentOf(Selected) is >= 0 and var parent ? OnSelect.InvokeAsync(parent) : Task.CompletedTask;
    }

    /// <summary>Unfolds the selected row; on one that is open, goes to its first child.</summary>
    public Task UnfoldAsync()
    {
        if (_collapsed.Remove(Selected) is var unfolded && unfolded != _collapsed)
        {
            Collapse(unfolded);
            return Task.CompletedTask;
        }

        return Selected >= 0 && Waterfall.IsParent(Selected) ? OnSelect.InvokeAsync(Selected + 1) : Task.CompletedTask;
    }

    /// <summary>Shows the whole trace again.</summary>
    public void Fit() => Zoom(Waterfall.Whole);

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_laidOut, Waterfall))
        {
            LayOut();
        }

        if (Selected >= 0 && Selected != _revealed)
        {
            var revealed = Waterfall.Reveal(_collapsed, Selected);
            if (revealed != _collapsed)
            {
                Collapse(revealed);
            }

            (_revealed, _mustReveal) = (Selected, true);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _module = new WaterfallModule(Js);
            await _module.BrushAsync(_minimap!.Element, (from, to) => InvokeAsync(() => Zoom(Waterfall.Whole.Slice(from, to))));
        }

        if (_mustReveal && _module is { } module)
        {
            _mustReveal = false;
            await module.RevealAsync(_body, _rows.IndexOf(Selected));
        }
    }

    /// <summary>A trace that grew keeps its folds where spans still stand where they stood, and its zoom if it was not whole.</summary>
    private void LayOut()
    {
        var wasWhole = _laidOut is null || _window == _laidOut.Whole;
        if (_laidOut is { } before)
        {
            _collapsed = [.. _collapsed.Select(at => Waterfall.Trace.PositionOf(before.Trace.Spans[at].Id)).Where(at => at >= 0)];
        }

        _laidOut = Waterfall;
        _rows = Waterfall.Rows(_collapsed);
        Zoom(wasWhole ? Waterfall.Whole : _window);
    }

    private void Toggle(int position) => Collapse(_collapsed.SymmetricExcept([position]));

    private void CollapseAll() => Collapse(Waterfall.Parents());

    private void ExpandAll() => Collapse([]);

    private void Collapse(ImmutableHashSet<int> collapsed)
    {
        _collapsed = collapsed;
        _rows = Waterfall.Rows(collapsed);
        StateHasChanged();
    }

    private void Zoom(TimeWindow window)
    {
        _window = window;
        _ticks = TimeAxis.Ticks(window, Waterfall.Whole.Start);
        StateHasChanged();
    }

    private int HiddenMatches(int position) => _collapsed.Contains(position) && Matches.Count > 0
        ? Enumerable.Range(position + 1, Waterfall.Trace.SubtreeEnd(position) - position - 1).Count(Matches.Contains)
        : 0;
}
