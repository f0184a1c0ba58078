using Tracetest.Domain.Traces;

namespace Tracetest.Domain.TestRuns;

/// <summary>Whether the spans that have come so far can be a whole trace: each has ended, and no parent is missing.</summary>
/// <remarks>Not thread-safe. Each observation takes constant time.</remarks>
/// <param name="trigger">The parent id sent to the service, which nobody will send us as a span.</param>
public sealed class TraceCompleteness(SpanId trigger)
{
    private readonly HashSet<SpanId> _seen = [];
    private readonly HashSet<SpanId> _missingParents = [];
    private readonly HashSet<SpanId> _unended = [];

    /// <summary>How many different spans have come.</summary>
    public int Spans => _seen.Count;

    /// <summary>How many spans are named as parents and have not come.</summary>
    public int MissingParents => _missingParents.Count;

    /// <summary>Whether there are spans, all have ended, and every parent named is among them or is the trigger.</summary>
    public bool CanBeWhole => _seen.Count > 0 && _missingParents.Count == 0 && _unended.Count == 0;

    /// <summary>Takes note of a span; one seen before MAY come again.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Observe(SpanId id, SpanId parent, bool isEnded)
    {
        var isNew = _seen.Add(id);
        _missingParents.Remove(id);
        if (parent.IsValid && parent != trigger && parent != id && !_seen.Contains(parent))
        {
            _missingParents.Add(parent);
        }

        if (isEnded)
        {
            _unended.Remove(id);
        }
        else
        {
            _unended.Add(id);
        }

        return isNew;
    }
}
