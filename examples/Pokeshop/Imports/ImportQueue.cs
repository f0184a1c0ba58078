using System.Diagnostics;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Pokeshop.Storage;
using Pokeshop.Telemetry;

namespace Pokeshop.Imports;

/// <summary>The queue between api and worker: a table that keeps the messages, and a notification that wakes the worker.</summary>
/// <remarks>A message has headers, and in them the trace context of its sender, as W3C Trace Context spells it.</remarks>
public sealed class ImportQueue(ShopDatabase database)
{
    public const string Destination = "pokemon.import";

    private const string Channel = "pokeshop_import";

    private const string SendSql = $"""
        WITH job AS (INSERT INTO pokeshop.import_job (pokemon_id, headers) VALUES ($1, $2) RETURNING id)
        SELECT id, pg_notify('{Channel}', id::text) FROM job
        """;

    private const string ReceiveSql = """
        SELECT id, pokemon_id, headers FROM pokeshop.import_job WHERE state = 'queued'
        ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
        """;

    /// <summary>Puts a job in the queue, under a producer span whose context travels with it.</summary>
    public async Task SendAsync(int pokemonId, CancellationToken cancellationToken)
    {
        using var span = ShopTelemetry.Source.StartActivity($"send {Destination}", ActivityKind.Producer);
        await using var command = database.Quiet.CreateCommand(SendSql);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = pokemonId });
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = MessageHeaders.Of(span ?? Activity.Current).ToJson(),
            NpgsqlDbType = NpgsqlDbType.Jsonb,
        });
        var id = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        Describe(span, id, "send");
    }

    /// <summary>Takes the oldest job, if there is one; it stays in the queue until it is finished.</summary>
    public async Task<ImportJob?> ReceiveAsync(CancellationToken cancellationToken)
    {
        var connection = await database.Quiet.OpenConnectionAsync(cancellationToken);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var command = new NpgsqlCommand(ReceiveSql, connection, transaction);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            if (await reader.ReadAsync(cancellationToken))
            {
                var headers = MessageHeaders.FromJson(reader.GetString(2));
                var job = new ImportJob(reader.GetInt64(0), reader.GetInt32(1), headers, transaction);
                connection = null;
                return job;
            }

            return null;
        }
        finally
        {
            await (connection?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    /// <summary>A connection on which <see cref="NpgsqlConnection.WaitAsync(CancellationToken)"/> ends when a job comes in.</summary>
    public async Task<NpgsqlConnection> ListenAsync(CancellationToken cancellationToken)
    {
        var connection = await database.Quiet.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"LISTEN {Channel}", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return connection;
    }

    /// <summary>Gives a span the attributes of OpenTelemetry's messaging conventions.</summary>
    public static void Describe(Activity? span, long messageId, string operation) => span
        ?.SetTag("messaging.system", "postgresql")
        .SetTag("messaging.destination.name", Destination)
        .SetTag("messaging.operation.name", operation)
        .SetTag("messaging.operation.type", operation)
        .SetTag("messaging.message.id", messageId.ToString(CultureInfo.InvariantCulture));
}
