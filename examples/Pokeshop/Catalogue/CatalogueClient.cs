using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Pokeshop.Catalogue;

/// <summary>What came of a question to the catalogue.</summary>
public abstract record CatalogueAnswer
{
    private CatalogueAnswer()
    {
    }

    public sealed record Found(CataloguePokemon Pokemon) : CatalogueAnswer;

    /// <summary>The catalogue has no such pokemon, or could not be asked.</summary>
    public sealed record Failed(string Reason) : CatalogueAnswer;
}

/// <summary>Asks the catalogue over HTTP; the runtime makes the client span and sends the trace context along.</summary>
public sealed class CatalogueClient(HttpClient http)
{
    public async Task<CatalogueAnswer> FindAsync(int id, CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"api/v2/pokemon/{id}");
        try
        {
            using var response = await http.GetAsync(path, cancellationToken);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => await ReadAsync(response, cancellationToken),
                HttpStatusCode.NotFound => new CatalogueAnswer.Failed($"The catalogue has no pokemon {id}."),
                var status => new CatalogueAnswer.Failed($"The catalogue answered {(int)status}."),
            };
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException
            || (fault is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new CatalogueAnswer.Failed($"The catalogue could not be asked: {fault.Message}");
        }
    }

    private static async Task<CatalogueAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        await response.Content.ReadFromJsonAsync<CataloguePokemon>(cancellationToken) is { } pokemon
            ? new CatalogueAnswer.Found(pokemon)
            : new CatalogueAnswer.Failed("The catalogue answered null.");
}

public static class CatalogueServices
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddCatalogueClient(this IServiceCollection services, Uri catalogue)
    {
        services.AddHttpClient<CatalogueClient>(http => (http.BaseAddress, http.Timeout) = (catalogue, AnswerLimit))
            .RemoveAllLoggers();
        return services;
    }
}
