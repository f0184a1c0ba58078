namespace Tracetest.Web.Components.Language;

/// <summary>The large texts of a form that are still on their way from the browser. Belongs to one circuit.</summary>
public sealed class PendingTexts
{
    private readonly List<Task> _arrivals = [];

    /// <summary>Notes a text on its way.</summary>
    public void Add(Task arrival)
    {
        _arrivals.RemoveAll(task => task.IsCompleted);
        _arrivals.Add(arrival);
    }

    /// <summary>Waits until every text is here, or has failed to come.</summary>
    public async Task SettleAsync()
    {
        foreach (var arrival in _arrivals.ToList())
        {
            await arrival.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }
}
