using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Tracetest.Web.Interop;

/// <summary>One code editor in the browser; what it shows of the language it asks of its owner.</summary>
public sealed class CodeEditorModule(IJSRuntime js) : JsModule(js, "./js/code-editor.js")
{
    /// <summary>Most bytes of a text that comes as a stream.</summary>
    public const long MaxTextBytes = 4 * 1024 * 1024;

    private DotNetObjectReference<Callback>? _callback;
    private IJSObjectReference? _editor;

    /// <summary>Puts an editor into the host in place of the plain field.</summary>
    /// <exception cref="JSException">The browser could not load it; the plain field stays.</exception>
    public async ValueTask CreateAsync(ElementReference host, ElementReference plain, CodeEditorOptions options, ICodeEditorOwner owner)
    {
        var module = await ModuleAsync();
        _callback = DotNetObjectReference.Create(new Callback(owner));
        _editor = await module.InvokeAsync<IJSObjectReference>("create", host, plain, options, _callback);
    }

    /// <summary>Replaces the text.</summary>
    public ValueTask SetTextAsync(string text, CodeAnalysis analysis) => CallAsync("setText", text, analysis);

    /// <summary>Shows what is now said of a text; nothing if the editor holds another by now.</summary>
    public ValueTask ShowAsync(CodeAnalysis analysis, string text) => CallAsync("show", analysis, text);

    /// <summary>Says that the field is faulty, for reasons of the form.</summary>
    public ValueTask SetInvalidAsync(bool isInvalid) => CallAsync("setInvalid", isInvalid);

    /// <summary>Has the browser send what it has not sent yet, and waits until it is here.</summary>
    public ValueTask FlushAsync() => CallAsync("flush");

    public override async ValueTask DisposeAsync()
    {
        if (_editor is { } editor)
        {
            await IfConnectedAsync(() => editor.InvokeVoidAsync("dispose"));
            await IfConnectedAsync(editor.DisposeAsync);
        }

        _callback?.Dispose();
        await base.DisposeAsync();
    }

    private ValueTask CallAsync(string name, params object[] arguments) =>
        _editor is { } editor ? IfConnectedAsync(() => editor.InvokeVoidAsync(name, arguments)) : ValueTask.CompletedTask;

    /// <summary>What the script may call, and nothing else of the owner.</summary>
    private sealed class Callback(ICodeEditorOwner owner)
    {
        [JSInvokable]
        public Task<CodeAnalysis> ChangeAsync(string text) => owner.ChangeAsync(text);

        [JSInvokable]
        public Task ChangeLargeAsync(IJSStreamReference stream) => owner.ReceiveAsync(ReadAsync(stream));

        [JSInvokable]
        public CodeCompletions? CompleteAsync(string text, int position) => owner.Complete(text, position);

        [JSInvokable]
        public CodeHover? HoverAsync(string text, int position) => owner.Hover(text, position);

        private static async Task<string> ReadAsync(IJSStreamReference stream)
        {
            await using var content = await stream.OpenReadStreamAsync(MaxTextBytes);
            using var reader = new StreamReader(content);
            return await reader.ReadToEndAsync();
        }
    }
}

/// <summary>Who answers an editor. Positions are in UTF-16 units from zero, and may be anything: browsers are not trusted.</summary>
public interface ICodeEditorOwner
{
    /// <summary>Takes the text as it is now, and says what there is to show of it.</summary>
    Task<CodeAnalysis> ChangeAsync(string text);

    /// <summary>Takes a text too large for one message as soon as all of it is here.</summary>
    Task ReceiveAsync(Task<string> text);

    /// <summary>What may be written at a position.</summary>
    CodeCompletions? Complete(string text, int position);

    /// <summary>What is known of what stands at a position.</summary>
    CodeHover? Hover(string text, int position);
}

/// <summary>How an editor begins.</summary>
/// <param name="Id">The id of the element that takes the focus; empty for none.</param>
/// <param name="Label">Its accessible name.</param>
/// <param name="Placeholder">Shown while it is empty.</param>
/// <param name="DescribedBy">The id of the element that says what is wrong; empty for none.</param>
/// <param name="IsMultiline">Whether Enter starts a line; else it submits the form.</param>
/// <param name="IsInvalid">Whether the form finds fault with it.</param>
/// <param name="TakesFocus">Whether it has the focus from the beginning.</param>
/// <param name="Text">What is written.</param>
/// <param name="Analysis">What there is to show of the text.</param>
public sealed record CodeEditorOptions(
    string Id, string Label, string Placeholder, string DescribedBy, bool IsMultiline, bool IsInvalid, bool TakesFocus, string Text, CodeAnalysis Analysis);

/// <summary>What an editor shows of a text.</summary>
/// <param name="Tokens">The coloured stretches, in order.</param>
/// <param name="Problems">What is wrong.</param>
public sealed record CodeAnalysis(ImmutableArray<CodeToken> Tokens, ImmutableArray<CodeProblem> Problems)
{
    /// <summary>Nothing to show.</summary>
    public static CodeAnalysis None { get; } = new([], []);
}

/// <summary>A coloured stretch.</summary>
/// <param name="From">Zero-based.</param>
/// <param name="To">After its last character.</param>
/// <param name="Kind">The end of its class's name, e.g. <c>string</c>.</param>
public sealed record CodeToken(int From, int To, string Kind);

/// <summary>Something wrong.</summary>
/// <param name="From">Zero-based.</param>
/// <param name="To">After its last character.</param>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Hint">The likely cure; empty when none is known.</param>
public sealed record CodeProblem(int From, int To, string Severity, string Message, string Hint);

/// <summary>What may be written.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">What is replaced ends here.</param>
/// <param name="IsWhole">Whether nothing was left out, so that more typing only narrows it.</param>
/// <param name="Items">The best first.</param>
public sealed record CodeCompletions(int From, int To, bool IsWhole, ImmutableArray<CodeCompletion> Items);

/// <summary>Something that may be written.</summary>
/// <param name="Label">What is shown and matched with what was typed.</param>
/// <param name="Insert">What is written.</param>
/// <param name="Detail">Beside it; MAY be empty.</param>
/// <param name="Info">More, in lines; MAY be empty.</param>
public sealed record CodeCompletion(string Label, string Insert, string Detail, string Info);

/// <summary>What is known of a stretch.</summary>
/// <param name="From">Zero-based.</param>
/// <param name="To">After its last character.</param>
/// <param name="Text">In lines.</param>
public sealed record CodeHover(int From, int To, string Text);
