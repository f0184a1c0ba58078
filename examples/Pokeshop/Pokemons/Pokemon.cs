namespace Pokeshop.Pokemons;

/// <summary>A pokemon on the shelf, in the shape the API shows.</summary>
/// <param name="Id">The shop's own number, counting from 1.</param>
/// <param name="Name">Not unique: the same pokemon may be imported twice.</param>
/// <param name="Type">Types separated by commas, the main one first.</param>
/// <param name="IsFeatured">Whether it stands in the window.</param>
/// <param name="ImageUrl">Address of a picture, possibly empty.</param>
public sealed record Pokemon(int Id, string Name, string Type, bool IsFeatured, string ImageUrl);

/// <summary>One page of the shelf.</summary>
/// <param name="TotalCount">How many there are on all pages.</param>
/// <param name="Items">This page, in the order of the ids.</param>
public sealed record PokemonPage(long TotalCount, IReadOnlyList<Pokemon> Items);
