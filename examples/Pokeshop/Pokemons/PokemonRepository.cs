using Npgsql;
using Pokeshop.Storage;

namespace Pokeshop.Pokemons;

/// <summary>The shelf, in PostgreSQL; each method is one or two statements, each of them a span.</summary>
public sealed class PokemonRepository(ShopDatabase database)
{
    private const int FeaturedLimit = 100;

    public async Task<PokemonPage> ListAsync(int take, int skip, CancellationToken cancellationToken) => new(
        await CountAsync(PokemonStatements.Count, [], cancellationToken),
        await QueryAsync(PokemonStatements.List, [take, skip], cancellationToken));

    /// <summary>Those whose name contains a text, in either case.</summary>
    public async Task<PokemonPage> SearchAsync(string text, int take, int skip, CancellationToken cancellationToken) => new(
        await CountAsync(PokemonStatements.CountMatches, [text], cancellationToken),
        await QueryAsync(PokemonStatements.ListMatches, [take, skip, text], cancellationToken));

    public Task<IReadOnlyList<Pokemon>> FeaturedAsync(CancellationToken cancellationToken) =>
        QueryAsync(PokemonStatements.Featured, [FeaturedLimit], cancellationToken);

    public async Task<Pokemon?> FindAsync(int id, CancellationToken cancellationToken) =>
        (await QueryAsync(PokemonStatements.Find, [id], cancellationToken)).SingleOrDefault();

    /// <param name="pokemon">One without faults.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Pokemon> AddAsync(NewPokemon pokemon, CancellationToken cancellationToken) =>
        (await QueryAsync(PokemonStatements.Insert, Columns(pokemon), cancellationToken)).Single();

    /// <returns><see langword="null"/> when there is no pokemon of that id.</returns>
    public async Task<Pokemon?> UpdateAsync(int id, NewPokemon pokemon, CancellationToken cancellationToken) =>
        (await QueryAsync(PokemonStatements.Update, [id, .. Columns(pokemon)], cancellationToken)).SingleOrDefault();

    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(int id, CancellationToken cancellationToken)
    {
        await using var command = Command(PokemonStatements.Delete, [id]);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private static object[] Columns(NewPokemon pokemon) =>
        [pokemon.Name!, pokemon.Type!, pokemon.IsFeatured, pokemon.ImageUrl ?? ""];

    private async Task<long> CountAsync(Statement statement, object[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(statement, values);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<IReadOnlyList<Pokemon>> QueryAsync(Statement statement, object[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(statement, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<Pokemon>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(new Pokemon(
                reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3), reader.GetString(4)));
        }

        return found;
    }

    private NpgsqlCommand Command(Statement statement, object[] values)
    {
        var command = database.Traced.CreateCommand(statement.Sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
