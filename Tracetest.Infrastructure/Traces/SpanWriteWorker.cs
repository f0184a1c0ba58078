using System.Collections;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Tracetest.Domain.Traces;
using Tracetest.Infrastructure.Otlp;

namespace Tracetest.Infrastructure.Traces;

/// <summary>Stores spans: one connection, one commit for all requests that came in during the last one.</summary>
/// <remarks>
/// Requests gather while a commit runs, so a lone request waits for nobody and a crowd shares the cost. All spans of a commit
/// get one moment of receipt, later than every one before. When the host stops, what was accepted is still stored.
/// </remarks>
internal sealed partial class SpanWriteWorker(
    NpgsqlDataSource database,
    SpanArrivals arrivals,
    TimeProvider clock,
    IOptions<SpanStorageOptions> options,
    ILogger<SpanWriteWorker> logger) : BackgroundService, ISpanWriter
{
    private const string TooLarge = "trace too large";
    private const int MaxKnownOrigins = 50_000;

    private readonly SpanStorageOptions _options = options.Value;
    private readonly SpanQueue _queue = new(options.Value.MaxQueuedBytes);
    private readonly TraceSizes _sizes = new(options.Value.MaxSpansPerTrace);
    private readonly SpanTable _table = new();
    private readonly HashSet<Guid> _knownOrigins = [];
    private DateTime _lastReceivedAt;

    public async Task<SpanWrite> WriteAsync(IReadOnlyList<EncodedSpan> spans, CancellationToken cancellationToken)
    {
        var pending = new PendingSpans(spans);
        return _queue.TryAdd(pending)
            ? await pending.Outcome.WaitAsync(cancellationToken)
            : Unavailable("The server has more spans waiting than it may hold, or is stopping.");
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Close();
        return base.StopAsync(cancellationToken);
    }

    /// <remarks>Ends when the queue is closed and empty, not with the token: accepted spans are stored first.</remarks>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _queue.WaitAsync(CancellationToken.None))
        {
            await StoreAsync(_queue.Take(_options.SpansPerCommit));
        }
    }

    private async Task StoreAsync(List<PendingSpans> requests)
    {
        try
        {
            using var timeout = new CancellationTokenSource(_options.CommitTimeout, clock);
            await using var connection = await database.OpenConnectionAsync(timeout.Token);
            await StoreAsync(connection, requests, timeout.Token);
        }
        catch (Exception fault) when (IsOfTheDatabase(fault))
        {
            LogNotStored(fault, requests.Sum(request => request.Spans.Count), requests.Count);
            _knownOrigins.Clear(); // the database may come back as another one
            _sizes.Forget(requests.SelectMany(request => request.Spans).Select(span => span.TraceId));
            requests.ForEach(request => request.Complete(Unavailable("The database cannot be reached.")));
        }
        finally
        {
            requests.ForEach(request => request.Complete(Unavailable("The server failed to store the spans.")));
            _queue.Release(requests);
        }
    }

    private async Task StoreAsync(NpgsqlConnection connection, List<PendingSpans> requests, CancellationToken cancellationToken)
    {
        var (spans, outcomes) = await AdmitAsync(connection, requests, cancellationToken);
        if (spans.Count > 0)
        {
            await AddOriginsAsync(connection, spans, cancellationToken);
            await WriteAsync(connection, spans, NextReceivedAt(), cancellationToken);
            arrivals.Publish(new ArrivalsOf(spans));
        }

        for (var i = 0; i < requests.Count; i++)
        {
            requests[i].Complete(outcomes[i]);
        }
    }

    private async Task WriteAsync(
        NpgsqlConnection connection, List<EncodedSpan> spans, DateTime receivedAt, CancellationToken cancellationToken)
    {
        try
        {
            await _table.CopyAsync(connection, spans, receivedAt, cancellationToken);
        }
        catch (PostgresException known) when (known.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            await SpanTable.UpsertAsync(connection, spans, receivedAt, cancellationToken);
        }
    }

    /// <summary>Leaves out what would make a trace too large, and says so to the request it is of.</summary>
    private async Task<(List<EncodedSpan> Spans, SpanWrite[] Outcomes)> AdmitAsync(
        NpgsqlConnection connection, List<PendingSpans> requests, CancellationToken cancellationToken)
    {
        var room = new Dictionary<TraceId, int>();
        foreach (var (id, wanted) in CountByTrace(requests))
        {
            var admitted = await _sizes.AdmitAsync(id, wanted, trace => SpanTable.CountAsync(connection, trace, cancellationToken));
            if (admitted < wanted)
            {
                room[id] = admitted;
            }
        }

        var spans = new List<EncodedSpan>(requests.Sum(request => request.Spans.Count));
        var outcomes = requests.Select(request => Admit(request, room, spans));
        return (spans, [.. outcomes]);
    }

    private static Dictionary<TraceId, int> CountByTrace(List<PendingSpans> requests)
    {
        var counts = new Dictionary<TraceId, int>();
        foreach (var request in requests)
        {
            foreach (var span in request.Spans)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, span.TraceId, out _)++;
            }
        }

        return counts;
    }

    private static SpanWrite.Stored Admit(PendingSpans request, Dictionary<TraceId, int> room, List<EncodedSpan> admitted)
    {
        var before = admitted.Count;
        if (room.Count == 0)
        {
            admitted.AddRange(request.Spans);
            return new SpanWrite.Stored(0, "");
        }

        foreach (var span in request.Spans)
        {
            if (room.TryGetValue(span.TraceId, out var left))
            {
                room[span.TraceId] = left - 1;
                if (left <= 0)
                {
                    continue;
                }
            }

            admitted.Add(span);
        }

        return new SpanWrite.Stored(request.Spans.Count - (admitted.Count - before), TooLarge);
    }

    private async Task AddOriginsAsync(
        NpgsqlConnection connection, List<EncodedSpan> spans, CancellationToken cancellationToken)
    {
        if (_knownOrigins.Count > MaxKnownOrigins)
        {
            _knownOrigins.Clear();
        }

        var added = new Dictionary<Guid, SpanOrigin>();
        SpanOrigin? last = null;
        foreach (var span in spans)
        {
            if (!ReferenceEquals(span.Origin, last) && !_knownOrigins.Contains(span.Origin.Id))
            {
                added[span.Origin.Id] = span.Origin;
            }

            last = span.Origin;
        }

        if (added.Count > 0)
        {
            await SpanTable.AddOriginsAsync(connection, added.Values, cancellationToken);
            _knownOrigins.UnionWith(added.Keys);
        }
    }

    /// <summary>Now, to the microsecond the database holds, and later than ever before whatever the clock does.</summary>
    private DateTime NextReceivedAt()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var whole = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        _lastReceivedAt = whole > _lastReceivedAt ? whole : _lastReceivedAt.AddMicroseconds(1);
        return _lastReceivedAt;
    }

    /// <summary>Failures that are the database's or the way's to it, a timeout of ours included; anything else is a bug.</summary>
    private static bool IsOfTheDatabase(Exception fault) =>
        fault is NpgsqlException or TimeoutException or OperationCanceledException or IOException or SocketException;

    private SpanWrite.Unavailable Unavailable(string reason) => new(reason, _options.RetryAfter);

    /// <summary>The arrivals of spans, made only for who asks: most traces have nobody watching.</summary>
    private sealed class ArrivalsOf(List<EncodedSpan> spans) : IReadOnlyList<SpanArrival>
    {
        public int Count => spans.Count;

        public SpanArrival this[int index] => spans[index].ToArrival();

        public IEnumerator<SpanArrival> GetEnumerator() => spans.Select(span => span.ToArrival()).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    [LoggerMessage(LogLevel.Warning, "Could not store {Spans} spans of {Requests} requests; their senders will come again.")]
    private partial void LogNotStored(Exception fault, int spans, int requests);
}
