using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using Tracetest.Domain.Traces;
using Tracetest.Web.Components.Assertions;
using Tracetest.Web.Components.Elements;
using Tracetest.Web.Interop;

namespace Tracetest.Web.Components.Traces;

/// <summary>Search, keyboard and selection around a waterfall. The selection and the search are the page's, which keeps them in its address.</summary>
public sealed partial class TraceWorkbench : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(200);

    private WaterfallView? _view;
    private KeysModule? _keys;
    private CancellationTokenSource? _typing;
    private Waterfall? _seen;
    private IReadOnlySet<int>? _seenSpec;
    private string? _seenQuery;
    private SpanColour? _chosenColour;
    private bool _showCritical = true;
    private bool _onlyErrors;
    private ImmutableArray<int> _errors = [];
    private ImmutableArray<string> _types = [];
    private ImmutableArray<int> _order = [];
    private IReadOnlySet<int> _matches = ImmutableHashSet<int>.Empty;

    [Parameter, EditorRequired] public required Waterfall Waterfall { get; set; }

    [Parameter] public SpanId? Selected { get; set; }

    [Parameter] public EventCallback<SpanId?> OnSelect { get; set; }

    [Parameter] public string Query { get; set; } = "";

    [Parameter] public EventCallback<string> OnQuery { get; set; }

    /// <summary>The open spec's name; <see langword="null"/> when none is open.</summary>
    [Parameter] public string? SpecName { get; set; }

    /// <summary>The positions the open spec picked.</summary>
    [Parameter] public IReadOnlySet<int>? SpecMatches { get; set; }

    [Parameter] public EventCallback OnClearSpec { get; set; }

    [Parameter] public IReadOnlyDictionary<int, SpanChecks> Checks { get; set; } = ImmutableDictionary<int, SpanChecks>.Empty;

    /// <summary>Where a spec for a span is begun; <see langword="null"/> where none can be.</summary>
    [Parameter] public Func<SpanId, string>? SpecAddress { get; set; }

    [Parameter] public SpanColour DefaultColour { get; set; }

    [Parameter] public RenderFragment? Side { get; set; }

    [Parameter] public RenderFragment? Notice { get; set; }

    [Inject] public required IJSRuntime Js { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    private SpanColour Colour => _chosenColour ?? DefaultColour;

    private int SelectedPosition => Selected is { } id ? Waterfall.Trace.PositionOf(id) : -1;

    private bool IsFiltered => _onlyErrors || SpecName is not null || Query.Length > 0;

    private string MatchText
    {
        get
        {
            if (!IsFiltered)
            {
                return "";
            }

            var at = _order.IndexOf(SelectedPosition);
            return _order.Length == 0 ? "no match" : at < 0
                ? $"{CountText.Number(_order.Length)} {(_order.Length == 1 ? "match" : "matches")}"
                : $"{CountText.Number(at + 1)} of {CountText.Number(_order.Length)}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        _typing?.Dispose();
        if (_keys is { } keys)
        {
            await keys.DisposeAsync();
        }
    }

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_seen, Waterfall))
        {
            _errors = [.. Enumerable.Range(0, Waterfall.Trace.Count).Where(i => Waterfall.Trace.Spans[i].IsError)];
            _types = [.. Waterfall.Trace.Spans.Select(SpanType.Of).Distinct().Order(StringComparer.Ordinal)];
        }
        else if (ReferenceEquals(_seenSpec, SpecMatches) && _seenQuery == Query)
        {
            return;
        }

        (_seen, _seenSpec, _seenQuery) = (Waterfall, SpecMatches, Query);
        Match();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _keys = new KeysModule(Js);
            await _keys.ListenAsync(
                ["j", "k", "n", "N", "f", "d", "Escape@grid", "ArrowDown@grid", "ArrowUp@grid", "ArrowLeft@grid", "ArrowRight@grid", "PageDown@grid", "PageUp@grid", "Home@grid", "End@grid"],
                key => InvokeAsync(() => OnKeyAsync(key)));
        }
    }

    private static string TypeName(string type) => type switch
    {
        SpanType.Http => "HTTP",
        SpanType.Rpc => "RPC",
        SpanType.Faas => "FaaS",
        _ => char.ToUpperInvariant(type[0]) + type[1..],
    };

    private Task OnKeyAsync(string key) => key switch
    {
        "j" or "ArrowDown@grid" => MoveAsync(1),
        "k" or "ArrowUp@grid" => MoveAsync(-1),
        "PageDown@grid" => MoveAsync(15),
        "PageUp@grid" => MoveAsync(-15),
        "Home@grid" => MoveAsync(-Waterfall.Trace.Count),
        "End@grid" => MoveAsync(Waterfall.Trace.Count),
        "ArrowLeft@grid" => _view?.FoldAsync() ?? Task.CompletedTask,
        "ArrowRight@grid" => _view?.UnfoldAsync() ?? Task.CompletedTask,
        "n" => GoToMatchAsync(1),
        "N" => GoToMatchAsync(-1),
        "d" => SelectedPosition < 0 ? MoveAsync(1) : OnSelect.InvokeAsync(null),
        "Escape@grid" => OnSelect.InvokeAsync(null),
        _ => FitAsync(),
    };

    private Task MoveAsync(int rows) => _view?.MoveAsync(rows) ?? Task.CompletedTask;

    private Task FitAsync()
    {
        _view?.Fit();
        return Task.CompletedTask;
    }

    private Task SelectAsync(int position) => OnSelect.InvokeAsync(Waterfall.Trace.Spans[position].Id);

    private async Task TypeAsync(ChangeEventArgs args)
    {
        _typing?.Cancel();
        _typing?.Dispose();
        _typing = new CancellationTokenSource();
        try
        {
            await Task.Delay(TypingPause, Time, _typing.Token);
            await OnQuery.InvokeAsync((string?)args.Value ?? "");
        }
        catch (OperationCanceledException)
        {
            // More was typed.
        }
    }

    private Task OnSearchKeyAsync(KeyboardEventArgs args) =>
        args.Key == "Enter" ? GoToMatchAsync(args.ShiftKey ? -1 : 1) : Task.CompletedTask;

    private void ToggleErrors()
    {
        _onlyErrors = !_onlyErrors;
        Match();
    }

    private void SwitchColour() => _chosenColour = Colour == SpanColour.Type ? SpanColour.Service : SpanColour.Type;

    /// <summary>A search narrows the open spec's spans; without one it looks at all.</summary>
    private void Match()
    {
        IEnumerable<int>? found = Query.Length > 0 ? SpanSearch.Find(Waterfall.Trace, Query) : null;
        if (SpecMatches is { } spec)
        {
            found = found?.Where(spec.Contains) ?? spec;
        }

        if (_onlyErrors)
        {
            found = found?.Where(position => Waterfall.Trace.Spans[position].IsError) ?? _errors;
        }

        _order = found is null ? [] : [.. found.Order()];
        _matches = _order.ToHashSet();
    }

    private Task GoToMatchAsync(int direction)
    {
        if (_order.Length == 0)
        {
            return Task.CompletedTask;
        }

        var at = SelectedPosition;
        var next = direction > 0
            ? _order.FirstOrDefault(position => position > at, _order[0])
            : _order.LastOrDefault(position => position < at, _order[^1]);
        return SelectAsync(next);
    }
}
