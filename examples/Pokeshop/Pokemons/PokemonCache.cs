using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Caching.Memory;
using Pokeshop.Telemetry;

namespace Pokeshop.Pokemons;

/// <summary>The pokemons asked for last, in memory; each use is a span, as it would be with a cache server.</summary>
public sealed class PokemonCache : IDisposable
{
    private const int Capacity = 1000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = Capacity });

    public Pokemon? Find(int id)
    {
        using var span = Start("cache get", id);
        var pokemon = _cache.Get<Pokemon>(id);
        span?.SetTag("cache.hit", pokemon is not null);
        return pokemon;
    }

    public void Store(Pokemon pokemon)
    {
        using var span = Start("cache set", pokemon.Id);
        _cache.Set(pokemon.Id, pokemon, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Lifetime });
    }

    public void Forget(int id)
    {
        using var span = Start("cache delete", id);
        _cache.Remove(id);
    }

    public void Dispose() => _cache.Dispose();

    private static Activity? Start(string name, int id)
    {
        var span = ShopTelemetry.Source.StartActivity(name);
        span?.SetTag("cache.key", string.Create(CultureInfo.InvariantCulture, $"pokemon-{id}"));
        return span;
    }
}
