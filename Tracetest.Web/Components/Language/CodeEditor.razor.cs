using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Tracetest.Domain.LanguageServices;
using Tracetest.Web.Interop;

namespace Tracetest.Web.Components.Language;

/// <summary>A field for a text of the test language, with colours, completion, hover and squiggles.</summary>
/// <remarks>The browser holds the text while it is typed; a pause of 300 ms, leaving the field and submitting bring it here.</remarks>
public sealed partial class CodeEditor : ComponentBase, ICodeEditorOwner, IAsyncDisposable
{
    /// <summary>Longer texts are edited without colours and checks.</summary>
    private const int MaxAssisted = 10_000;

    private ElementReference _host;
    private ElementReference _plain;
    private CodeEditorModule? _module;
    private string _known = "";
    private bool _knownInvalid;
    private EditorFeatures? _knownFeatures;
    private bool _isLive;

    [Parameter, EditorRequired] public required string Value { get; set; }

    [Parameter] public EventCallback<string> ValueChanged { get; set; }

    [Parameter, EditorRequired] public required LanguageKind Kind { get; set; }

    /// <summary>The accessible name.</summary>
    [Parameter, EditorRequired] public required string Label { get; set; }

    [Parameter] public string Id { get; set; } = "";

    [Parameter] public string Placeholder { get; set; } = "";

    /// <summary>The id of the element that says what is wrong.</summary>
    [Parameter] public string DescribedBy { get; set; } = "";

    [Parameter] public bool IsMultiline { get; set; }

    /// <summary>Whether the form finds fault with the text.</summary>
    [Parameter] public bool IsInvalid { get; set; }

    /// <summary>Whether it has the focus as soon as it is there.</summary>
    [Parameter] public bool TakesFocus { get; set; }

    [Parameter] public EditorFeatures Features { get; set; } = EditorFeatures.Plain;

    /// <summary>Where texts that are on their way are noted; the form's.</summary>
    [CascadingParameter] public PendingTexts? Pending { get; set; }

    [Inject] public required IJSRuntime Js { get; init; }

    public async ValueTask DisposeAsync()
    {
        Pending?.Leave(this);
        if (_module is { } module)
        {
            await module.DisposeAsync();
        }
    }

    /// <summary>Takes what was typed last, if the browser has not sent it yet.</summary>
    public ValueTask FlushAsync() => _isLive && _module is { } module ? module.FlushAsync() : ValueTask.CompletedTask;

    public async Task<CodeAnalysis> ChangeAsync(string text)
    {
        await TakeAsync(text);
        return Analyse(text);
    }

    public Task ReceiveAsync(Task<string> text)
    {
        var taking = TakeWhenReadAsync(text);
        Pending?.Add(taking);
        return taking;
    }

    public CodeCompletions? Complete(string text, int position) =>
        IsPosition(text, position) ? Features.Complete(Kind, text, position) : null;

    public CodeHover? Hover(string text, int position) =>
        IsPosition(text, position) ? Features.Hover(Kind, text, position) : null;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await CreateAsync();
        }
        else if (_isLive && _module is { } module)
        {
            await FollowAsync(module);
        }
    }

    private static bool IsPosition(string text, int position) => text.Length <= MaxAssisted && position >= 0 && position <= text.Length;

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private async Task CreateAsync()
    {
        Pending?.Join(this);
        _module = new CodeEditorModule(Js);
        (_known, _knownInvalid, _knownFeatures) = (Value, IsInvalid, Features);
        try
        {
            await _module.CreateAsync(
                _host, _plain, new CodeEditorOptions(Id, Label, Placeholder, DescribedBy, IsMultiline, IsInvalid, TakesFocus, Value, Analyse(Value)), this);
            _isLive = true;
            StateHasChanged();
        }
        catch (Exception exception) when (exception is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // The script could not be had, or the page is gone: the plain field does the work.
        }
    }

    /// <summary>Tells the editor what has changed here and not there.</summary>
    private async Task FollowAsync(CodeEditorModule module)
    {
        if (_known != Value)
        {
            (_known, _knownFeatures) = (Value, Features);
            await module.SetTextAsync(Value, Analyse(Value));
        }
        else if (!ReferenceEquals(_knownFeatures, Features))
        {
            _knownFeatures = Features;
            await module.ShowAsync(Analyse(Value), Value);
        }

        if (_knownInvalid != IsInvalid)
        {
            _knownInvalid = IsInvalid;
            await module.SetInvalidAsync(IsInvalid);
        }
    }

    private async Task TakeWhenReadAsync(Task<string> text) => await TakeAsync(await text);

    private async Task TakeAsync(string? text)
    {
        _known = text ?? "";
        await ValueChanged.InvokeAsync(_known);
    }

    private CodeAnalysis Analyse(string text) => text.Length > MaxAssisted ? CodeAnalysis.None : Features.Analyse(Kind, text);
}
