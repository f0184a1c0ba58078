using Microsoft.JSInterop;

namespace Tracetest.Web.Interop;

/// <summary>The theme chosen in this browser: <c>system</c>, <c>light</c> or <c>dark</c>.</summary>
public sealed class ThemeModule(IJSRuntime js) : JsModule(js, "./js/theme.js")
{
    /// <summary>The choice in force.</summary>
    public async ValueTask<string> CurrentAsync() => await (await ModuleAsync()).InvokeAsync<string>("current");

    /// <summary>Goes on to the next choice and keeps it.</summary>
    public async ValueTask<string> NextAsync() => await (await ModuleAsync()).InvokeAsync<string>("next");
}
