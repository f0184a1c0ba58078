using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Radzen;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Triggers;
using Tracetest.Web.Components.Elements;
using Tracetest.Web.Components.Language;
using Tracetest.Web.Components.TestRuns;

namespace Tracetest.Web.Components.Tests;

/// <summary>The form for a new test or the next version of one.</summary>
public sealed partial class TestEditPage : ComponentBase, IDisposable
{
    private static readonly Dictionary<string, object> MethodLabel = new() { ["aria-label"] = "Method" };

    private readonly CancellationTokenSource _gone = new();
    private readonly PendingTexts _pending = new();
    private TestDraft? _draft;
    private TriedRun? _tried;
    private EditorFeatures _features = EditorFeatures.Plain;
    private Test? _before;
    private IReadOnlyDictionary<string, string> _faults = new Dictionary<string, string>();
    private string? _saveFault;
    private bool _isDirty;
    private bool _isSaving;
    private bool _showFaults;
    private bool _failed;
    private bool _isMissing;

    [Parameter] public string? TestId { get; set; }

    /// <summary>Variables a run of the saved test lacked, so that none was started.</summary>
    [SupplyParameterFromQuery(Name = "needs")] public string? Needs { get; set; }

    /// <summary>A run to try texts on instead of the newest, and a span of it, perhaps with an attribute, to begin a spec on.</summary>
    [SupplyParameterFromQuery(Name = "run")] public int? Run { get; set; }

    [SupplyParameterFromQuery(Name = "span")] public string? SpanText { get; set; }

    [SupplyParameterFromQuery(Name = "attribute")] public string? Attribute { get; set; }

    [Inject] public required RunPageServices Services { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required DialogService Dialogs { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    private string Heading => TestId is null ? "New test" : $"Edit {_before?.Name ?? TestId}";

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        await LoadAsync();
        StateHasChanged();
        await TryOnNewestRunAsync();
    }

    private static ImmutableArray<string> MethodsFor(string method) =>
        TestDraft.Methods.Contains(method) ? TestDraft.Methods : TestDraft.Methods.Insert(0, method);

    private async Task LoadAsync()
    {
        (_draft, _isDirty, _showFaults, _isMissing) = (null, false, false, false);
        _saveFault = string.IsNullOrEmpty(Needs) ? null : $"Saved, but not run: nobody gave a value for {Needs}.";
        try
        {
            _before = TestId is null ? Blank() : await Services.Tests.FindAsync(TestId, CancellationToken.None);
            _failed = false;
        }
        catch (Exception exception) when (LoadFailure.Is(exception))
        {
            _failed = true;
            return;
        }

        _isMissing = _before is null;
        _draft = _before is null ? null : TestId is null ? TestDraft.New() : TestDraft.Of(_before);
    }

    /// <summary>What the texts are tried on comes after the form is there; without it the form does all but say what they pick.</summary>
    private async Task TryOnNewestRunAsync()
    {
        if (TestId is null || _draft is null)
        {
            return;
        }

        try
        {
            _tried = await TriedRun.FindAsync(Services, TestId, Run, _gone.Token);
            _features = _tried is null ? EditorFeatures.Plain : new EditorFeatures(_tried.Context);
            BeginSpec();
        }
        catch (Exception exception) when (exception is OperationCanceledException || LoadFailure.Is(exception))
        {
            _tried = null;
        }
    }

    /// <summary>The spec for the span somebody came from.</summary>
    private void BeginSpec()
    {
        if (_draft is { } draft && _tried is { } tried && SpanId.TryParse(SpanText, out var span) && tried.Trace.PositionOf(span) is >= 0 and var position)
        {
            Add(draft.Specs, SpecDraft.For(tried.Trace, position, Attribute));
        }
    }

    private Test Blank() => new()
    {
        Id = TestIds.New(),
        Name = "",
        Trigger = new Trigger.Http { Method = "GET", Url = "" },
        CreatedAt = Time.GetUtcNow(),
    };

    private void Touch()
    {
        _isDirty = true;
        Check();
    }

    private void Check()
    {
        if (_draft is { } draft)
        {
            _faults = draft.Faults();
        }
    }

    /// <summary>What is still empty is no fault to show before the first attempt to save; what is wrong is.</summary>
    private string? FaultOf(string field) =>
        _faults.TryGetValue(field, out var fault) && (_showFaults || !IsAboutEmptiness(fault)) ? fault : null;

    private static bool IsAboutEmptiness(string fault) => fault.StartsWith("Give ", StringComparison.Ordinal) || fault.StartsWith("Say ", StringComparison.Ordinal);

    private string? Invalid(string field) => FaultOf(field) is null ? null : "true";

    /// <summary>Where to go after a start: to the run, or back to the form if the run lacks variables.</summary>
    private async Task<string> RunAsync(string testId) => await Services.Starter.StartAsync(new RunRequest(testId), CancellationToken.None) switch
    {
        RunStart.Started started => new RunAddress(testId, started.Run.Id, RunAddress.Test).ToString(),
        RunStart.MissingVariables missing => $"test/{Uri.EscapeDataString(testId)}/edit?needs={Uri.EscapeDataString(string.Join(", ", missing.Names))}",
        _ => $"test/{Uri.EscapeDataString(testId)}",
    };

    private void Add<T>(List<T> rows, T row)
    {
        rows.Add(row);
        Touch();
    }

    private void Remove<T>(List<T> rows, T row)
    {
        rows.Remove(row);
        Touch();
    }

    private async Task SaveAsync(bool thenRun)
    {
        await _pending.SettleAsync();
        Check();
        (_showFaults, _saveFault) = (true, null);
        if (_draft is not { } draft || _before is not { } before || _faults.Count > 0 || _isSaving)
        {
            return;
        }

        var test = draft.ToTest(before);
        if (TestCheck.Of(test).FirstOrDefault(fault => fault.IsError) is { } hidden)
        {
            _saveFault = $"Not saved: {hidden}";
            return;
        }

        _isSaving = true;
        try
        {
            await StoreAsync(test, thenRun);
        }
        catch (Exception exception) when (LoadFailure.Is(exception))
        {
            _saveFault = "Not saved: the server cannot reach its database.";
        }
        finally
        {
            _isSaving = false;
        }
    }

    private async Task StoreAsync(Test test, bool thenRun)
    {
        var stored = TestId is null
            ? await Services.Tests.TryCreateAsync(test, CancellationToken.None) ? test : null
            : await Services.Tests.UpdateAsync(test, CancellationToken.None);
        if (stored is null)
        {
            _saveFault = "Not saved: the test has been deleted meanwhile.";
            return;
        }

        var address = thenRun ? await RunAsync(stored.Id) : $"test/{Uri.EscapeDataString(stored.Id)}";
        _isDirty = false;
        Navigation.NavigateTo(address);
    }

    private async Task AskBeforeLeavingAsync(LocationChangingContext context)
    {
        if (_isDirty && !await ConfirmDialog.AskAsync(Dialogs, "Leave without saving?", "What you changed here is lost.", "Leave"))
        {
            context.PreventNavigation();
        }
    }
}
