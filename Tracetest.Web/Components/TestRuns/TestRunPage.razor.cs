using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Traces;
using Tracetest.Web.Components.Assertions;
using Tracetest.Web.Components.Elements;
using Tracetest.Web.Interop;

namespace Tracetest.Web.Components.TestRuns;

/// <summary>One run, kept current while it is on screen: its states from the feed, its spans as they arrive.</summary>
public sealed partial class TestRunPage : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan ArrivalPause = TimeSpan.FromMilliseconds(400);

    private readonly CancellationTokenSource _gone = new();
    private readonly List<Task> _followers = [];
    private IDisposable? _subscription;
    private SpanWatch? _watch;
    private KeysModule? _keys;
    private TestRun? _run;
    private Test? _test;
    private StoredTrace? _stored;
    private Waterfall? _waterfall;
    private ImmutableArray<RunEvent> _events = [];
    private IReadOnlyDictionary<int, SpanChecks> _checks = ImmutableDictionary<int, SpanChecks>.Empty;
    private IReadOnlySet<int>? _specMatches;
    private (AssertionResults? Results, Waterfall? Waterfall, int? Spec) _indexed;
    private (DateTimeOffset? ReceivedAt, int? Spans, DateTimeOffset? AnsweredAt, bool IsTriggerAlone) _drawn;
    private (string TestId, int RunId) _loaded;
    private DateTimeOffset _now;
    private string? _startFault;
    private int _late;
    private bool _failed;
    private bool _isMissing;
    private bool _isStarting;
    private bool _isIntervening;
    private bool _showLog;

    [Parameter] public required string TestId { get; set; }

    [Parameter] public int RunId { get; set; }

    [Parameter] public string? Tab { get; set; }

    [SupplyParameterFromQuery(Name = "span")] public string? SpanText { get; set; }

    [SupplyParameterFromQuery(Name = "q")] public string? Query { get; set; }

    [SupplyParameterFromQuery(Name = "spec")] public int? Spec { get; set; }

    [Inject] public required RunPageServices Services { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    private RunAddress Address => new(TestId, RunId, KnownTab)
    {
        Span = SpanId.TryParse(SpanText, out var span) ? span : null,
        Query = Query ?? "",
        Spec = Spec,
    };

    private string KnownTab => Tab is RunAddress.Trigger or RunAddress.Trace or RunAddress.Test
        ? Tab
        : _run?.State == RunState.TriggerFailed ? RunAddress.Trigger : RunAddress.Test;

    private string Title => $"{_test?.Name ?? TestId} #{RunId}{(_run is { } run ? ", " + RunHeader.Verdict(run).Text : "")} · Tracetest";

    private string EditAddress => $"test/{Uri.EscapeDataString(TestId)}/edit#specs";

    private string SpecAddress(SpanId span) => $"test/{Uri.EscapeDataString(TestId)}/edit?run={RunId}&span={span}";

    private SpecResult? ActiveSpec => Address is { Tab: RunAddress.Test, Spec: >= 0 and var spec } && _run?.Results is { } results && spec < results.Specs.Length
        ? results.Specs[spec] with { Name = results.Specs[spec].Name is { Length: > 0 } name ? name : "Spec " + (spec + 1) }
        : null;

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        Unfollow();
        await Task.WhenAll(_followers);
        _gone.Dispose();
        if (_keys is { } keys)
        {
            await keys.DisposeAsync();
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded != (TestId, RunId))
        {
            _loaded = (TestId, RunId);
            await LoadAsync();
        }

        Index();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _followers.Add(TickAsync());
            _keys = new KeysModule(Js);
            await _keys.ListenAsync(["Ctrl+Enter"], _ => InvokeAsync(StartAgainAsync));
        }
    }

    private bool HasSide(TestRun run) => Address.Tab == RunAddress.Test || !run.State.IsFinal() || run.State != RunState.Finished;

    private void Show(RunAddress address) => Navigation.NavigateTo(address.ToString(), replace: true);

    /// <summary>Listens first and loads then, so that nothing falls in between.</summary>
    private async Task LoadAsync()
    {
        Unfollow();
        (_run, _stored, _waterfall, _isMissing, _failed, _startFault) = (null, null, null, false, false, null);
        (_drawn, _indexed, _now) = (default, default, Time.GetUtcNow());
        _subscription = Services.Feed.Subscribe(OnRunChanged);
        try
        {
            var run = await Services.Runs.FindAsync(TestId, RunId, _gone.Token);
            _isMissing = run is null;
            if (run is not null)
            {
                _watch = Services.Arrivals.Watch(run.TraceId);
                _test = await Services.Tests.FindVersionAsync(TestId, run.TestVersion, _gone.Token);
                await TakeAsync(run);
                _followers.Add(FollowSpansAsync(_watch));
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        catch (Exception exception) when (LoadFailure.Is(exception))
        {
            _failed = true;
        }
    }

    private void Unfollow()
    {
        _subscription?.Dispose();
        _watch?.Dispose();
    }

    private async Task TakeAsync(TestRun run)
    {
        _run = run;
        await LoadTraceAsync(run);
        if (_showLog)
        {
            _events = await Services.Runs.EventsAsync(TestId, RunId, _gone.Token);
        }

        Index();
    }

    private async Task LoadTraceAsync(TestRun run)
    {
        var stored = await Services.Traces.FindAsync(run.TraceId, _gone.Token);
        var judgedOnTriggerAlone = run is { State: RunState.Finished, SpansJudged: 0 };
        var drawn = (stored?.LastReceivedAt, stored?.Trace.Count, run.TriggerCompletedAt, judgedOnTriggerAlone);
        if (drawn == _drawn)
        {
            return;
        }

        (_stored, _drawn) = (stored, drawn);
        var spans = stored?.Trace ?? (judgedOnTriggerAlone ? Trace.Assemble(run.TraceId, []) : null);
        _waterfall = spans is null ? null : Waterfall.Of(spans.WithTriggerRoot(TriggerSpan.Of(run)));
    }

    /// <summary>What is derived from results and trace is derived once per change of either.</summary>
    private void Index()
    {
        var now = (_run?.Results, _waterfall, ActiveSpec is null ? null : Address.Spec);
        if (_waterfall is null || _indexed == now)
        {
            return;
        }

        _indexed = now;
        _checks = SpanChecks.Of(_run?.Results, _waterfall.Trace);
        _specMatches = ActiveSpec is { } spec ? SpanChecks.Matches(spec, _waterfall.Trace) : null;
        _late = _run is { State: RunState.Finished, JudgedThrough: { } judged } ? _stored?.CountReceivedAfter(judged) ?? 0 : 0;
    }

    /// <summary>Called on the feed's thread, so it hops to the circuit's before it touches a field.</summary>
    private void OnRunChanged(TestRun run)
    {
        if (run.TestId == TestId && run.Id == RunId)
        {
            _ = InvokeAsync(() => GuardAsync(() => TakeAsync(run)));
        }
    }

    /// <summary>Spans come in bursts: the first is shown at once, the rest of a burst together after a pause.</summary>
    private async Task FollowSpansAsync(SpanWatch watch)
    {
        try
        {
            while (await watch.Batches.WaitToReadAsync(_gone.Token))
            {
                while (watch.Batches.TryRead(out _))
                {
                }

                await InvokeAsync(() => GuardAsync(() => _run is { } run ? TakeAsync(run) : Task.CompletedTask));
                await Task.Delay(ArrivalPause, Time, _gone.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    /// <summary>Keeps the clock of a run that goes on.</summary>
    private async Task TickAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), Time);
            while (await timer.WaitForNextTickAsync(_gone.Token))
            {
                if (_run is { } run && !run.State.IsFinal())
                {
                    await InvokeAsync(() =>
                    {
                        _now = Time.GetUtcNow();
                        StateHasChanged();
                    });
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    /// <summary>A database away for a moment leaves what is shown as it is; anything else goes to the circuit.</summary>
    private async Task GuardAsync(Func<Task> action)
    {
        try
        {
            await action();
            _now = Time.GetUtcNow();
            StateHasChanged();
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException || LoadFailure.Is(exception))
        {
            // The next news brings it.
        }
        catch (Exception exception) when (!_gone.IsCancellationRequested)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    private async Task StartAgainAsync()
    {
        if (_isStarting)
        {
            return;
        }

        (_isStarting, _startFault) = (true, null);
        try
        {
            switch (await Services.Starter.StartAsync(new RunRequest(TestId), _gone.Token))
            {
                case RunStart.Started started:
                    Navigation.NavigateTo(new RunAddress(TestId, started.Run.Id, KnownTab).ToString());
                    break;
                case RunStart.MissingVariables missing:
                    _startFault = $"The test needs values for {string.Join(", ", missing.Names)}.";
                    break;
                default:
                    _startFault = "The test has been deleted.";
                    break;
            }
        }
        catch (Exception exception) when (LoadFailure.Is(exception))
        {
            _startFault = "The run could not be started: the server cannot reach its database.";
        }
        finally
        {
            _isStarting = false;
        }
    }

    private Task StopAsync() => InterveneAsync(() => Services.Starter.StopAsync(TestId, RunId, _gone.Token));

    private Task UseSpansAsync() => InterveneAsync(() => Services.Starter.SkipAwaitingTraceAsync(TestId, RunId, _gone.Token));

    private async Task InterveneAsync(Func<Task<bool>> action)
    {
        _isIntervening = true;
        try
        {
            await action();
        }
        catch (Exception exception) when (LoadFailure.Is(exception))
        {
            _startFault = "The server cannot reach its database; the run goes on.";
        }
        finally
        {
            _isIntervening = false;
        }
    }

    private async Task ToggleLogAsync()
    {
        _showLog = !_showLog;
        if (_showLog)
        {
            await GuardAsync(async () => _events = await Services.Runs.EventsAsync(TestId, RunId, _gone.Token));
        }
    }
}
