using Microsoft.AspNetCore.Http.HttpResults;

namespace Pokeshop.Imports;

/// <summary>A wish to import a pokemon.</summary>
/// <param name="Id">The number in the catalogue, counting from 1; nobody knows yet whether it exists.</param>
public sealed record ImportRequest(int Id);

public static class ImportEndpoints
{
    public static IServiceCollection AddImportQueue(this IServiceCollection services) => services.AddSingleton<ImportQueue>();

    public static IServiceCollection AddImportWorker(this IServiceCollection services) =>
        services.AddSingleton<ImportPokemon>().AddHostedService<ImportWorker>();

    public static void MapImports(this IEndpointRouteBuilder app) => app.MapPost("/pokemon/import", ImportAsync);

    /// <summary>Answers as soon as the job is queued; 200, not 202, because the demo's callers know it so.</summary>
    private static async Task<Results<Ok<ImportRequest>, ValidationProblem>> ImportAsync(
        ImportRequest request, ImportQueue queue, CancellationToken cancellationToken)
    {
        if (request.Id < 1)
        {
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["id"] = ["A number from 1 is needed."] });
        }

        await queue.SendAsync(request.Id, cancellationToken);
        return TypedResults.Ok(request);
    }
}
