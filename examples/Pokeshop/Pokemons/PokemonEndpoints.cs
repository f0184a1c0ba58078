using Microsoft.AspNetCore.Http.HttpResults;

namespace Pokeshop.Pokemons;

/// <summary>The shelf's routes, as the well-known Pokeshop demo has them.</summary>
public static class PokemonEndpoints
{
    private const int DefaultTake = 20;
    private const int MaximalTake = 100;

    public static IServiceCollection AddPokemons(this IServiceCollection services) =>
        services.AddSingleton<PokemonRepository>().AddSingleton<PokemonCache>();

    public static void MapPokemons(this IEndpointRouteBuilder app)
    {
        app.MapGet("/pokemon", ListAsync);
        app.MapGet("/pokemon/search", SearchAsync);
        app.MapGet("/pokemon/featured", FeaturedAsync);
        app.MapGet("/pokemon/{id}", FindAsync);
        app.MapPost("/pokemon", AddAsync);
        app.MapPatch("/pokemon/{id}", ChangeAsync);
        app.MapDelete("/pokemon/{id}", DeleteAsync);
    }

    private static async Task<Ok<PokemonPage>> ListAsync(
        PokemonRepository pokemons, CancellationToken cancellationToken, int take = DefaultTake, int skip = 0) =>
        TypedResults.Ok(await pokemons.ListAsync(Bounded(take), Math.Max(skip, 0), cancellationToken));

    private static async Task<Ok<PokemonPage>> SearchAsync(
        PokemonRepository pokemons, CancellationToken cancellationToken, string s = "", int take = DefaultTake, int skip = 0) =>
        TypedResults.Ok(await pokemons.SearchAsync(s, Bounded(take), Math.Max(skip, 0), cancellationToken));

    private static async Task<Ok<IReadOnlyList<Pokemon>>> FeaturedAsync(
        PokemonRepository pokemons, CancellationToken cancellationToken) =>
        TypedResults.Ok(await pokemons.FeaturedAsync(cancellationToken));

    private static async Task<Results<Ok<Pokemon>, NotFound>> FindAsync(
        int id, PokemonRepository pokemons, PokemonCache cache, CancellationToken cancellationToken)
    {
        if (cache.Find(id) is { } cached)
        {
            return TypedResults.Ok(cached);
        }

        if (await pokemons.FindAsync(id, cancellationToken) is not { } stored)
        {
            return TypedResults.NotFound();
        }

        cache.Store(stored);
        return TypedResults.Ok(stored);
    }

    private static async Task<Results<Created<Pokemon>, ValidationProblem>> AddAsync(
        NewPokemon pokemon, PokemonRepository pokemons, CancellationToken cancellationToken)
    {
        if (pokemon.Faults() is { Count: > 0 } faults)
        {
            return TypedResults.ValidationProblem(faults);
        }

        var added = await pokemons.AddAsync(pokemon, cancellationToken);
        return TypedResults.Created($"/pokemon/{added.Id}", added);
    }

    private static async Task<Results<Ok<Pokemon>, NotFound, ValidationProblem>> ChangeAsync(
        int id, PokemonChange change, PokemonRepository pokemons, PokemonCache cache, CancellationToken cancellationToken)
    {
        if (await pokemons.FindAsync(id, cancellationToken) is not { } old)
        {
            return TypedResults.NotFound();
        }

        var wanted = change.AppliedTo(old);
        if (wanted.Faults() is { Count: > 0 } faults)
        {
            return TypedResults.ValidationProblem(faults);
        }

        var changed = await pokemons.UpdateAsync(id, wanted, cancellationToken);
        cache.Forget(id);
        return changed is null ? TypedResults.NotFound() : TypedResults.Ok(changed);
    }

    private static async Task<Results<NoContent, NotFound>> DeleteAsync(
        int id, PokemonRepository pokemons, PokemonCache cache, CancellationToken cancellationToken)
    {
        var deleted = await pokemons.DeleteAsync(id, cancellationToken);
        cache.Forget(id);
        return deleted ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static int Bounded(int take) => Math.Clamp(take, 1, MaximalTake);
}
