namespace Tracetest.Web.Components.Language;

/// <summary>The texts of a form that are still in the browser or on their way from it. Belongs to one circuit.</summary>
public sealed class PendingTexts
{
    private readonly List<CodeEditor> _editors = [];
    private readonly List<Task> _arrivals = [];

    /// <summary>Notes an editor of the form.</summary>
    public void Join(CodeEditor editor) => _editors.Add(editor);

    /// <summary>Notes that an editor is gone.</summary>
    public void Leave(CodeEditor editor) => _editors.Remove(editor);

    /// <summary>Notes a large text on its way.</summary>
    public void Add(Task arrival)
    {
        _arrivals.RemoveAll(task => task.IsCompleted);
        _arrivals.Add(arrival);
    }

    /// <summary>Waits until every text is here, or has failed to come.</summary>
    public async Task SettleAsync()
    {
        foreach (var editor in _editors.ToList())
        {
            await editor.FlushAsync();
        }

        foreach (var arrival in _arrivals.ToList())
        {
            await arrival.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }
}
