using Microsoft.JSInterop;

namespace Tracetest.Web.Interop;

/// <summary>The browser's clipboard.</summary>
public sealed class ClipboardModule(IJSRuntime js) : JsModule(js, "./js/clipboard.js")
{
    /// <summary>Copies a text.</summary>
    /// <returns>Whether the browser let us.</returns>
    public async ValueTask<bool> CopyAsync(string text) => await (await ModuleAsync()).InvokeAsync<bool>("copy", text);
}
