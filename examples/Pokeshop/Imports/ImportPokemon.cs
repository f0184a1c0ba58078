using System.Diagnostics;
using Pokeshop.Catalogue;
using Pokeshop.Pokemons;
using Pokeshop.Telemetry;

namespace Pokeshop.Imports;

/// <summary>Does one job: asks the catalogue, and puts what it says on the shelf.</summary>
public sealed class ImportPokemon(CatalogueClient catalogue, PokemonRepository pokemons)
{
    /// <summary>Runs under a consumer span that continues the sender's trace.</summary>
    public async Task ProcessAsync(ImportJob job, CancellationToken cancellationToken)
    {
        using var span = ShopTelemetry.Source.StartActivity(
            $"process {ImportQueue.Destination}", ActivityKind.Consumer, job.Headers.Sender);
        ImportQueue.Describe(span, job.Id, "process");
        var failure = await ImportAsync(job.PokemonId, cancellationToken);
        if (failure is not null)
        {
            span?.SetStatus(ActivityStatusCode.Error, failure);
        }

        await job.FinishAsync(failure, cancellationToken);
    }

    private async Task<string?> ImportAsync(int id, CancellationToken cancellationToken)
    {
        var answer = await catalogue.FindAsync(id, cancellationToken);
        if (answer is not CatalogueAnswer.Found { Pokemon: var found })
        {
            return (answer as CatalogueAnswer.Failed)?.Reason;
        }

        var types = found.Types.OrderBy(slot => slot.Slot).Select(slot => slot.Type.Name);
        var pokemon = new NewPokemon(found.Name, string.Join(",", types), ImageUrl: found.Sprites.FrontDefault);
        await pokemons.AddAsync(pokemon, cancellationToken);
        return null;
    }
}
