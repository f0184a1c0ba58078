using Microsoft.JSInterop;

namespace Tracetest.Web.Interop;

/// <summary>One ES module of ours, imported when first needed and let go with its owner.</summary>
/// <remarks>A browser that has gone is not an error: calls to it do nothing.</remarks>
public abstract class JsModule(IJSRuntime js, string path) : IAsyncDisposable
{
    private IJSObjectReference? _module;

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_module is { } module)
        {
            await IfConnectedAsync(module.DisposeAsync);
        }
    }

    protected static async ValueTask IfConnectedAsync(Func<ValueTask> action)
    {
        try
        {
            await action();
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            // The page was closed; what it held is gone with it.
        }
    }

    protected async ValueTask<IJSObjectReference> ModuleAsync() =>
        _module ??= await js.InvokeAsync<IJSObjectReference>("import", path);
}
