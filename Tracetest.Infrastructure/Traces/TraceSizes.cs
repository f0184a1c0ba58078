using Tracetest.Domain.Traces;

namespace Tracetest.Infrastructure.Traces;

/// <summary>Roughly how many spans each trace holds, so that none grows without bound. Used by one writer.</summary>
/// <remarks>
/// Counts what this process has seen; before a trace passes <see cref="CheckFrom"/> the database is asked once. So a limit may
/// be overrun by that much after a restart, and a repeated span counts twice until then.
/// </remarks>
internal sealed class TraceSizes(int limit)
{
    private const int MaxKnown = 100_000;

    private readonly Dictionary<TraceId, (int Spans, bool IsChecked)> _known = [];

    private static int CheckFrom => 4096;

    /// <summary>How many more spans of a trace may be stored, of the number wanted; those are counted in.</summary>
    public async ValueTask<int> AdmitAsync(TraceId id, int wanted, Func<TraceId, Task<int>> countStoredAsync)
    {
        var (spans, isChecked) = _known.GetValueOrDefault(id);
        if (!isChecked && spans + wanted > Math.Min(CheckFrom, limit))
        {
            (spans, isChecked) = (await countStoredAsync(id), true);
        }

        var admitted = Math.Clamp(limit - spans, 0, wanted);
        if (_known.Count >= MaxKnown)
        {
            _known.Clear();
        }

        _known[id] = (spans + admitted, isChecked);
        return admitted;
    }

    /// <summary>Takes back what was counted but not stored: the next spans of these traces are counted afresh.</summary>
    public void Forget(IEnumerable<TraceId> ids)
    {
        foreach (var id in ids)
        {
            _known.Remove(id);
        }
    }
}
