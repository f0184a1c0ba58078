using System.Buffers;
using Npgsql;
using NpgsqlTypes;
using Tracetest.Domain.Traces;
using Tracetest.Infrastructure.Otlp;

namespace Tracetest.Infrastructure.Traces;

/// <summary>The statements that write spans. Used by one writer at a time.</summary>
internal sealed class SpanTable
{
    private const int ChunkBytes = 256 * 1024;

    private const string CopySql = $"copy {SpanRow.Table} ({SpanCopyEncoder.Columns}) from stdin (format binary)";

    /// <summary>A span that is stored already, byte for byte, stays untouched: a repeated request changes nothing.</summary>
    private const string UpsertSql = $"""
        insert into {SpanRow.Table} as old ({SpanCopyEncoder.Columns})
        select unnest(@trace_id), unnest(@span_id), unnest(@parent_id), unnest(@name), unnest(@service_name), unnest(@kind),
          unnest(@status), unnest(@start_time), unnest(@end_time), @received_at, unnest(@origin_id), unnest(@message)
        on conflict (trace_id, span_id) do update set parent_id = excluded.parent_id, name = excluded.name,
          service_name = excluded.service_name, kind = excluded.kind, status = excluded.status,
          start_time_unix_nano = excluded.start_time_unix_nano, end_time_unix_nano = excluded.end_time_unix_nano,
          received_at = excluded.received_at, origin_id = excluded.origin_id, message = excluded.message
        where (old.origin_id, old.message) is distinct from (excluded.origin_id, excluded.message)
        """;

    private const string AddOriginsSql = $"""
        insert into {SpanOriginRow.Table} (id, message) select unnest(@id), unnest(@message) on conflict (id) do nothing
        """;

    private const string CountSql = $"select count(*) from {SpanRow.Table} where trace_id = @trace_id";

    private readonly ArrayBufferWriter<byte> _buffer = new(ChunkBytes * 2);

    /// <summary>Stores new spans in one commit.</summary>
    /// <exception cref="PostgresException">
    /// With <see cref="PostgresErrorCodes.UniqueViolation"/>: one is not new; none was stored.
    /// </exception>
    public async Task CopyAsync(
        NpgsqlConnection connection, IEnumerable<EncodedSpan> spans, DateTime receivedAt, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginRawBinaryCopyAsync(CopySql, cancellationToken);
        try
        {
            _buffer.ResetWrittenCount();
            SpanCopyEncoder.WriteHeader(_buffer);
            foreach (var span in spans)
            {
                SpanCopyEncoder.WriteRow(_buffer, span, receivedAt);
                if (_buffer.WrittenCount >= ChunkBytes)
                {
                    await copy.WriteAsync(_buffer.WrittenMemory, cancellationToken);
                    _buffer.ResetWrittenCount();
                }
            }

            SpanCopyEncoder.WriteTrailer(_buffer);
            await copy.WriteAsync(_buffer.WrittenMemory, cancellationToken);
        }
        catch
        {
            await copy.CancelAsync(); // else disposing would commit the part that was sent
            throw;
        }
    }

    /// <summary>Stores spans in one commit, new ones and later versions of known ones.</summary>
    public static async Task UpsertAsync(
        NpgsqlConnection connection, IEnumerable<EncodedSpan> spans, DateTime receivedAt, CancellationToken cancellationToken)
    {
        var latest = Latest(spans);
        await using var command = new NpgsqlCommand(UpsertSql, connection);
        AddArray(command, "trace_id", NpgsqlDbType.Uuid, latest, span => span.TraceId.ToGuid());
        AddArray(command, "span_id", NpgsqlDbType.Bigint, latest, span => span.Id.ToBigint());
        AddArray(command, "parent_id", NpgsqlDbType.Bigint, latest, ParentOf);
        AddArray(command, "name", NpgsqlDbType.Text, latest, span => span.Name);
        AddArray(command, "service_name", NpgsqlDbType.Text, latest, span => span.Origin.ServiceName);
        AddArray(command, "kind", NpgsqlDbType.Smallint, latest, span => (short)span.Kind);
        AddArray(command, "status", NpgsqlDbType.Smallint, latest, span => (short)span.Status);
        AddArray(command, "start_time", NpgsqlDbType.Bigint, latest, span => span.StartTimeUnixNano);
        AddArray(command, "end_time", NpgsqlDbType.Bigint, latest, span => span.EndTimeUnixNano);
        AddArray(command, "origin_id", NpgsqlDbType.Uuid, latest, span => span.Origin.Id);
        AddArray(command, "message", NpgsqlDbType.Bytea, latest, span => span.Message.ToByteArray());
        command.Parameters.Add(new NpgsqlParameter<DateTime>("received_at", receivedAt));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task AddOriginsAsync(
        NpgsqlConnection connection, IReadOnlyCollection<SpanOrigin> origins, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(AddOriginsSql, connection);
        AddArray(command, "id", NpgsqlDbType.Uuid, origins, origin => origin.Id);
        AddArray(command, "message", NpgsqlDbType.Bytea, origins, origin => origin.Message.ToByteArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<int> CountAsync(NpgsqlConnection connection, TraceId id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(CountSql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid>("trace_id", id.ToGuid()));
        return (int)Math.Min((long)(await command.ExecuteScalarAsync(cancellationToken))!, int.MaxValue);
    }

    private static long? ParentOf(EncodedSpan span) => span.ParentId.IsValid ? span.ParentId.ToBigint() : null;

    private static Dictionary<(TraceId, SpanId), EncodedSpan>.ValueCollection Latest(IEnumerable<EncodedSpan> spans)
    {
        var latest = new Dictionary<(TraceId, SpanId), EncodedSpan>();
        foreach (var span in spans)
        {
            latest[(span.TraceId, span.Id)] = span;
        }

        return latest.Values;
    }

    private static void AddArray<T, TValue>(
        NpgsqlCommand command, string name, NpgsqlDbType type, IReadOnlyCollection<T> items, Func<T, TValue> value) =>
        command.Parameters.Add(new NpgsqlParameter<TValue[]>(name, NpgsqlDbType.Array | type)
        {
            TypedValue = [.. items.Select(value)],
        });
}
