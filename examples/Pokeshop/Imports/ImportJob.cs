using Npgsql;

namespace Pokeshop.Imports;

/// <summary>A job taken from the queue. Its row stays locked until this is disposed; unfinished, it is queued as before.</summary>
public sealed class ImportJob(long id, int pokemonId, MessageHeaders headers, NpgsqlTransaction transaction) : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection = transaction.Connection!;

    public long Id => id;

    /// <summary>The number in the catalogue.</summary>
    public int PokemonId => pokemonId;

    public MessageHeaders Headers => headers;

    /// <summary>Ends the job for good.</summary>
    /// <param name="failure">Why the pokemon could not be imported, or <see langword="null"/> when it was.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task FinishAsync(string? failure, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE pokeshop.import_job SET state = $2, reason = $3 WHERE id = $1", _connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = failure is null ? "done" : "failed" });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = failure ?? "" });
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
