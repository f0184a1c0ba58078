using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Tracetest.Web.Interop;

/// <summary>What the waterfall needs of the browser: scrolling, and drawing a window on the overview.</summary>
public sealed class WaterfallModule(IJSRuntime js) : JsModule(js, "./js/waterfall.js")
{
    private DotNetObjectReference<Callback>? _callback;
    private IJSObjectReference? _brush;

    /// <summary>Brings a row into view, counted from zero.</summary>
    public async ValueTask RevealAsync(ElementReference body, int row) =>
        await (await ModuleAsync()).InvokeVoidAsync("reveal", body, row);

    /// <summary>Lets a window be drawn on the overview; told as two fractions of the whole trace.</summary>
    public async ValueTask BrushAsync(ElementReference overview, Func<double, double, Task> onBrush)
    {
        _callback = DotNetObjectReference.Create(new Callback(onBrush));
        _brush = await (await ModuleAsync()).InvokeAsync<IJSObjectReference>("brush", overview, _callback);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_brush is { } brush)
        {
            await IfConnectedAsync(() => brush.InvokeVoidAsync("dispose"));
            await IfConnectedAsync(brush.DisposeAsync);
        }

        _callback?.Dispose();
        await base.DisposeAsync();
    }

    private sealed class Callback(Func<double, double, Task> onBrush)
    {
        [JSInvokable]
        public Task OnBrushAsync(double from, double to) => onBrush(from, to);
    }
}
