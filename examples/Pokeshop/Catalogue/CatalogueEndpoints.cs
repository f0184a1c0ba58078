using Microsoft.AspNetCore.Http.HttpResults;

namespace Pokeshop.Catalogue;

/// <summary>The fake catalogue, a service of its own: it answers from memory.</summary>
public static class CatalogueEndpoints
{
    public static void MapCatalogue(this IEndpointRouteBuilder app) => app.MapGet("/api/v2/pokemon/{id}", Find);

    private static Results<Ok<CataloguePokemon>, NotFound> Find(int id) =>
        CatalogueEntries.Find(id) is { } entry ? TypedResults.Ok(CataloguePokemon.Of(entry)) : TypedResults.NotFound();
}
