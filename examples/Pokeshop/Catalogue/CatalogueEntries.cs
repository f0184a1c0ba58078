using System.Globalization;

namespace Pokeshop.Catalogue;

/// <summary>What the fake catalogue knows of one pokemon.</summary>
/// <param name="Id">Number in the catalogue, counting from 1; not the shop's id.</param>
/// <param name="Name">Lower-case name.</param>
/// <param name="Types">One or two types, the main one first.</param>
public sealed record CatalogueEntry(int Id, string Name, params string[] Types)
{
    public string ImageUrl => string.Create(CultureInfo.InvariantCulture, $"https://catalogue.example/sprites/{Id}.png");
}

/// <summary>The whole catalogue, in the order of the ids.</summary>
public static class CatalogueEntries
{
    public static readonly IReadOnlyList<CatalogueEntry> All =
    [
        new(1, "bulbasaur", "grass", "poison"), new(2, "ivysaur", "grass", "poison"), new(3, "venusaur", "grass", "poison"),
        new(4, "charmander", "fire"), new(5, "charmeleon", "fire"), new(6, "charizard", "fire", "flying"),
        new(7, "squirtle", "water"), new(8, "wartortle", "water"), new(9, "blastoise", "water"),
        new(10, "caterpie", "bug"), new(11, "metapod", "bug"), new(12, "butterfree", "bug", "flying"),
        new(13, "weedle", "bug", "poison"), new(14, "kakuna", "bug", "poison"), new(15, "beedrill", "bug", "poison"),
        new(16, "pidgey", "normal", "flying"), new(17, "pidgeotto", "normal", "flying"), new(18, "pidgeot", "normal", "flying"),
        new(19, "rattata", "normal"), new(20, "raticate", "normal"), new(21, "spearow", "normal", "flying"),
        new(22, "fearow", "normal", "flying"), new(23, "ekans", "poison"), new(24, "arbok", "poison"),
        new(25, "pikachu", "electric"), new(26, "raichu", "electric"), new(27, "sandshrew", "ground"),
        new(28, "sandslash", "ground"), new(35, "clefairy", "fairy"), new(37, "vulpix", "fire"),
        new(52, "meowth", "normal"), new(54, "psyduck", "water"), new(133, "eevee", "normal"), new(143, "snorlax", "normal"),
    ];

    public static CatalogueEntry? Find(int id) => All.FirstOrDefault(entry => entry.Id == id);
}
