using System.Data;
using Npgsql;
using Tracetest.Domain.Traces;
using Tracetest.Infrastructure.Otlp;
using Tracetest.Infrastructure.Otlp.Wire;
using InstrumentationScope = Tracetest.Domain.Traces.InstrumentationScope;
using Resource = Tracetest.Domain.Traces.Resource;
using Span = Tracetest.Domain.Traces.Span;

namespace Tracetest.Infrastructure.Traces;

/// <summary>Reads traces back from the spans as they were received.</summary>
internal sealed class TraceRepository(NpgsqlDataSource database) : ITraceRepository
{
    /// <summary>One statement, so one snapshot: the origins the trace refers to (no span id), and its spans.</summary>
    private const string FindSql = $"""
        select null, null, id, message from {SpanOriginRow.Table}
        where id in (select origin_id from {SpanRow.Table} where trace_id = @trace_id)
        union all
        select span_id, received_at, origin_id, message from {SpanRow.Table} where trace_id = @trace_id
        """;

    public async Task<StoredTrace?> FindAsync(TraceId id, CancellationToken cancellationToken)
    {
        var (rows, origins) = await ReadAsync(id, cancellationToken);
        if (rows.Count == 0)
        {
            return null;
        }

        var mapper = new OtlpSpanMapper();
        var mapped = origins.ToDictionary(origin => origin.Key, origin => Map(mapper, origin.Value));
        var spans = rows.Select(row => Map(mapper, row.Message, mapped[row.OriginId]));
        return new StoredTrace(
            Trace.Assemble(id, spans),
            rows.Max(row => row.ReceivedAt),
            rows.ToDictionary(row => row.Id, row => row.ReceivedAt));
    }

    private async Task<(List<FoundSpan> Rows, Dictionary<Guid, byte[]> Origins)> ReadAsync(
        TraceId id, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(FindSql);
        command.Parameters.Add(new NpgsqlParameter<Guid>("trace_id", id.ToGuid()));
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleResult, cancellationToken);
        var rows = new List<FoundSpan>();
        var origins = new Dictionary<Guid, byte[]>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var message = reader.GetFieldValue<byte[]>(3);
            if (reader.IsDBNull(0))
            {
                origins.Add(reader.GetGuid(2), message);
            }
            else
            {
                var receivedAt = new DateTimeOffset(reader.GetDateTime(1));
                rows.Add(new(StoredIds.ToSpanId(reader.GetInt64(0)), receivedAt, reader.GetGuid(2), message));
            }
        }

        return (rows, origins);
    }

    private static Origin Map(OtlpSpanMapper mapper, byte[] message)
    {
        var resource = ResourceSpans.Parser.ParseFrom(message);
        var scope = resource.ScopeSpans[0];
        return new(mapper.Map(resource.Resource, resource.SchemaUrl), mapper.Map(scope.Scope, scope.SchemaUrl));
    }

    private static Span Map(OtlpSpanMapper mapper, byte[] message, Origin origin) =>
        mapper.Map(OtlpSpanMapper.Parse(message), origin.Resource, origin.Scope)
        ?? throw new InvalidOperationException("A stored span has no usable id."); // they are checked before storing

    private sealed record Origin(Resource Resource, InstrumentationScope Scope);

    private readonly record struct FoundSpan(SpanId Id, DateTimeOffset ReceivedAt, Guid OriginId, byte[] Message);
}
