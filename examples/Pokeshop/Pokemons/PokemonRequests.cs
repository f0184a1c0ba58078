namespace Pokeshop.Pokemons;

/// <summary>A pokemon as a caller sends it, before anything is known to be there.</summary>
public sealed record NewPokemon(string? Name, string? Type, bool IsFeatured = false, string? ImageUrl = null)
{
    private const int NameLimit = 100;

    /// <summary>What is wrong with it, by field; empty when nothing is.</summary>
    public Dictionary<string, string[]> Faults()
    {
        var faults = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > NameLimit)
        {
            faults["name"] = [$"A name of 1 to {NameLimit} characters is needed."];
        }

        if (string.IsNullOrWhiteSpace(Type) || Type.Length > NameLimit)
        {
            faults["type"] = [$"A type of 1 to {NameLimit} characters is needed."];
        }

        return faults;
    }
}

/// <summary>A change: what is <see langword="null"/> stays.</summary>
public sealed record PokemonChange(string? Name, string? Type, bool? IsFeatured, string? ImageUrl)
{
    public NewPokemon AppliedTo(Pokemon old) =>
        new(Name ?? old.Name, Type ?? old.Type, IsFeatured ?? old.IsFeatured, ImageUrl ?? old.ImageUrl);
}
