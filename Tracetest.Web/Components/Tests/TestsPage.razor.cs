using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Tests;
using Tracetest.Web.Components.Elements;
using Tracetest.Web.Interop;

namespace Tracetest.Web.Components.Tests;

/// <summary>The list of tests, kept current while it is on screen. Search, order and page are in its address.</summary>
public sealed partial class TestsPage : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(250);

    private readonly HashSet<string> _open = [];
    private readonly HashSet<string> _starting = [];
    private readonly Dictionary<string, string> _faults = [];
    private readonly CancellationTokenSource _gone = new();
    private CancellationTokenSource? _typing;
    private IDisposable? _subscription;
    private KeysModule? _keys;
    private TestPage? _tests;
    private bool _isLoading;
    private bool _failed;

    [SupplyParameterFromQuery(Name = "q")] public string? Query { get; set; }

    [SupplyParameterFromQuery] public string? Sort { get; set; }

    [SupplyParameterFromQuery] public int? Page { get; set; }

    [Inject] public required ITestRepository Tests { get; init; }

    [Inject] public required IRunStarter Runs { get; init; }

    [Inject] public required RunFeed Feed { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required DialogService Dialogs { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    private TestListState State => TestListState.Of(Query, Sort, Page);

    private bool IsEverythingEmpty => _tests is { Total: 0 } && State.Search.Length == 0;

    private int First => (State.Page - 1) * TestListState.PageSize + 1;

    private int PageCount => Math.Max(1, ((_tests?.Total ?? 0) + TestListState.PageSize - 1) / TestListState.PageSize);

    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        await _gone.CancelAsync();
        _gone.Dispose();
        _typing?.Dispose();
        if (_keys is { } keys)
        {
            await keys.DisposeAsync();
        }
    }

    protected override void OnInitialized() => _subscription = Feed.Subscribe(OnRunChanged);

    protected override Task OnParametersSetAsync() => LoadAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _keys = new KeysModule(Js);
            await _keys.ListenAsync(["c"], OnKeyAsync);
        }
    }

    private Task OnKeyAsync(string key) => InvokeAsync(() => Navigation.NavigateTo("test/new"));

    private void Show(TestListState state) => Navigation.NavigateTo(state.ToAddress(), replace: true);

    private async Task LoadAsync()
    {
        _isLoading = true;
        try
        {
            _tests = await Tests.ListAsync(State.ToQuery(), _gone.Token);
            _failed = false;
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        catch (Exception exception) when (LoadFailure.Is(exception))
        {
            _failed = true;
        }

        _isLoading = false;
    }

    /// <summary>Waits for a pause in the typing; what is typed meanwhile takes its place.</summary>
    private async Task SearchAsync(ChangeEventArgs args)
    {
        _typing?.Cancel();
        _typing?.Dispose();
        _typing = new CancellationTokenSource();
        try
        {
            await Task.Delay(TypingPause, Time, _typing.Token);
            Show(State with { Search = (string?)args.Value ?? "", Page = 1 });
        }
        catch (OperationCanceledException)
        {
            // More was typed.
        }
    }

    private void Toggle(string id)
    {
        if (!_open.Remove(id))
        {
            _open.Add(id);
        }
    }

    private async Task RunAsync(Test test)
    {
        _starting.Add(test.Id);
        await TryAsync(test.Id, "The run could not be started", () => StartAsync(test.Id));
        _starting.Remove(test.Id);
    }

    private async Task StartAsync(string testId)
    {
        if (await Runs.StartAsync(new RunRequest(testId), _gone.Token) is RunStart.MissingVariables missing)
        {
            _faults[testId] = $"Needs {string.Join(", ", missing.Names)}";
        }

        await ReloadRowAsync(testId);
    }

    private async Task StopAsync(TestListItem item)
    {
        if (item.Summary.Latest is [var run, ..])
        {
            await TryAsync(item.Test.Id, "The run could not be stopped", () => Runs.StopAsync(item.Test.Id, run.Id, _gone.Token));
        }
    }

    private async Task DeleteAsync(TestListItem item)
    {
        var text = $"This removes the test with its {CountText.Of(item.Test.Version, "version")} and {CountText.Of(item.Summary.Runs, "run")}. "
            + "It cannot be undone.";
        if (await ConfirmDialog.AskAsync(Dialogs, $"Delete “{item.Test.Name}”?", text, "Delete test"))
        {
            await TryAsync(item.Test.Id, "The test could not be deleted", () => Tests.DeleteAsync(item.Test.Id, _gone.Token));
            await LoadAsync();
        }
    }

    /// <summary>Does something about a test; what the database prevented stands in the test's row.</summary>
    private async Task TryAsync(string testId, string fault, Func<Task> action)
    {
        _faults.Remove(testId);
        try
        {
            await action();
        }
        catch (Exception exception) when (LoadFailure.Is(exception))
        {
            _faults[testId] = fault;
        }
    }

    /// <summary>Called on the feed's thread, so it hops to the circuit's before it touches a field.</summary>
    private void OnRunChanged(TestRun run) => _ = InvokeAsync(() => FollowAsync(run));

    private async Task FollowAsync(TestRun run)
    {
        if (_tests?.Items.Any(item => item.Test.Id == run.TestId) != true)
        {
            return;
        }

        try
        {
            await ReloadRowAsync(run.TestId);
            StateHasChanged();
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException || LoadFailure.Is(exception))
        {
            // Left meanwhile, or the row stays as it was until the next news.
        }
    }

    private async Task ReloadRowAsync(string id)
    {
        var summary = await Tests.SummariseAsync(id, _gone.Token);
        if (_tests is { } tests)
        {
            _tests = tests with { Items = [.. tests.Items.Select(item => item.Test.Id == id ? item with { Summary = summary } : item)] };
        }
    }

    private static readonly Dictionary<string, object> SortLabel = new() { ["aria-label"] = "Sort by" };
}
