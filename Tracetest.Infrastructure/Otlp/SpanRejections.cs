namespace Tracetest.Infrastructure.Otlp;

/// <summary>The spans of one request that were refused, and why. Not thread-safe.</summary>
internal sealed class SpanRejections
{
    private readonly OrderedDictionary<string, int> _byReason = [];

    public int Count { get; private set; }

    public IEnumerable<KeyValuePair<string, int>> ByReason => _byReason;

    /// <param name="reason">One of few: it becomes a label of a metric.</param>
    /// <param name="spans">How many.</param>
    public void Add(string reason, int spans = 1)
    {
        if (spans > 0)
        {
            _byReason[reason] = _byReason.GetValueOrDefault(reason) + spans;
            Count += spans;
        }
    }

    /// <summary>For the sender's log: <c>2 spans: trace id is not 16 bytes; 1 span: …</c>.</summary>
    public override string ToString() =>
        string.Join("; ", _byReason.Select(entry => $"{entry.Value} {(entry.Value == 1 ? "span" : "spans")}: {entry.Key}"));
}
