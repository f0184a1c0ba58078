namespace Tracetest.Domain.Traces;

/// <summary>The spans this server has received and keeps.</summary>
/// <remarks>
/// Every adapter is held to this contract by <c>TraceRepositoryContract</c> in the tests.
/// <list type="bullet">
/// <item>What was acknowledged to a sender MUST be found from then on.</item>
/// <item>Each span id MUST appear once; of a span received twice the later one counts.</item>
/// <item>A database that cannot be reached throws; an unknown trace is <see langword="null"/>.</item>
/// </list>
/// Thread-safe.
/// </remarks>
public interface ITraceRepository
{
    /// <summary>All spans of a trace, as received up to now; <see langword="null"/> when there is none.</summary>
    Task<StoredTrace?> FindAsync(TraceId id, CancellationToken cancellationToken);
}

/// <summary>A trace as it is stored.</summary>
/// <param name="Trace">The spans, in order.</param>
/// <param name="LastReceivedAt">When the newest of them came, UTC. Spans received later than this are not in the trace.</param>
/// <param name="ReceivedAt">When each span came, by its id.</param>
public sealed record StoredTrace(
    Trace Trace, DateTimeOffset LastReceivedAt, IReadOnlyDictionary<SpanId, DateTimeOffset> ReceivedAt)
{
    /// <summary>How many spans came after a moment, e.g. after a verdict.</summary>
    public int CountReceivedAfter(DateTimeOffset moment) => ReceivedAt.Values.Count(at => at > moment);
}
