using Microsoft.JSInterop;

namespace Tracetest.Web.Interop;

/// <summary>A page's keyboard commands; what each key is called stands in <c>keys.js</c>.</summary>
public sealed class KeysModule(IJSRuntime js) : JsModule(js, "./js/keys.js")
{
    private DotNetObjectReference<Callback>? _callback;
    private IJSObjectReference? _listener;

    /// <summary>Starts to listen; once per page.</summary>
    public async ValueTask ListenAsync(IEnumerable<string> commands, Func<string, Task> onKey)
    {
        _callback = DotNetObjectReference.Create(new Callback(onKey));
        _listener = await (await ModuleAsync()).InvokeAsync<IJSObjectReference>("listen", commands, _callback);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_listener is { } listener)
        {
            await IfConnectedAsync(() => listener.InvokeVoidAsync("dispose"));
            await IfConnectedAsync(listener.DisposeAsync);
        }

        _callback?.Dispose();
        await base.DisposeAsync();
    }

    /// <summary>What the script may call, and nothing else of the page.</summary>
    private sealed class Callback(Func<string, Task> onKey)
    {
        [JSInvokable]
        public Task OnKeyAsync(string key) => onKey(key);
    }
}
