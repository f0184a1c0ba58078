using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Pokeshop.Storage;

namespace Pokeshop.Health;

/// <summary>What the shop depends on, and whether it answers.</summary>
public sealed record ShopHealth(bool Cache, bool Queue, bool Database);

public static class HealthEndpoints
{
    /// <summary>Whether this process runs, and whether it can do its work.</summary>
    public static void MapProcessHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => TypedResults.Text("ok"));
        app.MapGet("/readyz", ReadyAsync);
    }

    /// <summary>The demo's own check, a request like any other.</summary>
    public static void MapShopHealth(this IEndpointRouteBuilder app) => app.MapGet("/pokemon/healthcheck", CheckAsync);

    private static async Task<ContentHttpResult> ReadyAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var database = services.GetService<ShopDatabase>(); // the catalogue has none
        return database is null || await AnswersAsync(database, "pokeshop.pokemon", cancellationToken)
            ? TypedResults.Text("ready")
            : TypedResults.Text("the database does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Ok<ShopHealth>> CheckAsync(ShopDatabase database, CancellationToken cancellationToken) =>
        TypedResults.Ok(new ShopHealth(
            Cache: true, // in this very process
            Queue: await AnswersAsync(database, "pokeshop.import_job", cancellationToken),
            Database: await AnswersAsync(database, "pokeshop.pokemon", cancellationToken)));

    private static async Task<bool> AnswersAsync(ShopDatabase database, string table, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = database.Quiet.CreateCommand("SELECT to_regclass($1) IS NOT NULL");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table });
            return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
