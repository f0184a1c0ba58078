using Pokeshop.Storage;

namespace Pokeshop.Pokemons;

/// <summary>Every statement on the table of pokemons.</summary>
public static class PokemonStatements
{
    private const string Columns = "id, name, type, is_featured, image_url";

    public static readonly Statement Count = new("SELECT", "pokemon", "SELECT count(*) FROM pokeshop.pokemon");

    public static readonly Statement List = new("SELECT", "pokemon",
        $"SELECT {Columns} FROM pokeshop.pokemon ORDER BY id LIMIT $1 OFFSET $2");

    public static readonly Statement CountMatches = new("SELECT", "pokemon",
        "SELECT count(*) FROM pokeshop.pokemon WHERE strpos(lower(name), lower($1)) > 0");

    public static readonly Statement ListMatches = new("SELECT", "pokemon",
        $"SELECT {Columns} FROM pokeshop.pokemon WHERE strpos(lower(name), lower($3)) > 0 ORDER BY id LIMIT $1 OFFSET $2");

    public static readonly Statement Featured = new("SELECT", "pokemon",
        $"SELECT {Columns} FROM pokeshop.pokemon WHERE is_featured ORDER BY id LIMIT $1");

    public static readonly Statement Find = new("SELECT", "pokemon",
        $"SELECT {Columns} FROM pokeshop.pokemon WHERE id = $1");

    public static readonly Statement Insert = new("INSERT", "pokemon",
        $"INSERT INTO pokeshop.pokemon (name, type, is_featured, image_url) VALUES ($1, $2, $3, $4) RETURNING {Columns}");

    public static readonly Statement Update = new("UPDATE", "pokemon",
        $"UPDATE pokeshop.pokemon SET name = $2, type = $3, is_featured = $4, image_url = $5 WHERE id = $1 RETURNING {Columns}");

    public static readonly Statement Delete = new("DELETE", "pokemon", "DELETE FROM pokeshop.pokemon WHERE id = $1");

    public static readonly IReadOnlyList<Statement> All =
        [Count, List, CountMatches, ListMatches, Featured, Find, Insert, Update, Delete];
}
