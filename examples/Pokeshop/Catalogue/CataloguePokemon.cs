using System.Text.Json.Serialization;

namespace Pokeshop.Catalogue;

/// <summary>A pokemon as the catalogue's API writes it: the part of the public PokeAPI's shape that the shop reads.</summary>
public sealed record CataloguePokemon(int Id, string Name, IReadOnlyList<CatalogueTypeSlot> Types, CatalogueSprites Sprites)
{
    public static CataloguePokemon Of(CatalogueEntry entry) => new(
        entry.Id,
        entry.Name,
        [.. entry.Types.Select((type, index) => new CatalogueTypeSlot(index + 1, new CatalogueType(type)))],
        new CatalogueSprites(entry.ImageUrl));
}

/// <param name="Slot">Rank of the type, counting from 1.</param>
/// <param name="Type">The type.</param>
public sealed record CatalogueTypeSlot(int Slot, CatalogueType Type);

public sealed record CatalogueType(string Name);

public sealed record CatalogueSprites([property: JsonPropertyName("front_default")] string FrontDefault);
