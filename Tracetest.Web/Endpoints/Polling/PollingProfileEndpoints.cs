using Tracetest.Domain.Polling;
using Tracetest.Web.Endpoints.Documents;

namespace Tracetest.Web.Endpoints.Polling;

/// <summary>The polling profile as a resource: <c>/api/pollingprofiles</c>. There is one, whatever id is asked for.</summary>
/// <remarks>Source: spec server 1.1, 4.2.</remarks>
internal static class PollingProfileEndpoints
{
    public static void MapPollingProfiles(this IEndpointRouteBuilder api)
    {
        api.MapGet("/pollingprofiles", ListAsync);
        api.MapPost("/pollingprofiles", (HttpRequest request, IPollingProfileStore store, CancellationToken cancellationToken) =>
            ReplaceAsync(request, store, _ => StatusCodes.Status201Created, cancellationToken));
        api.MapPut("/pollingprofiles", (HttpRequest request, IPollingProfileStore store, CancellationToken cancellationToken) =>
            ReplaceAsync(request, store, StatusOfUpsert, cancellationToken));
        api.MapGet("/pollingprofiles/{id}", FindAsync);
        api.MapPut("/pollingprofiles/{id}", (string id, HttpRequest request, IPollingProfileStore store, CancellationToken cancellationToken) =>
            ReplaceAsync(request, store, _ => StatusCodes.Status200OK, cancellationToken));
        api.MapDelete("/pollingprofiles/{id}", (string id, HttpRequest request) =>
            request.Refuse(StatusCodes.Status405MethodNotAllowed, $"resource {PollingProfileDocument.Kind} does not support the action"));
    }

    private static async Task<IResult> ListAsync(HttpRequest request, IPollingProfiles profiles, CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        _ = QueryNumbers.Read(request.Query, "take", 0, faults);
        _ = QueryNumbers.Read(request.Query, "skip", 0, faults);
        if (request.Query["sortBy"].ToString() is var field and not ("" or "name"))
        {
            faults.Add($"invalid sort field: {field}; known is name");
        }

        return faults.Count > 0
            ? request.Refuse(StatusCodes.Status400BadRequest, "cannot process request: " + string.Join("; ", faults))
            : request.AnswerList(1, [PollingProfileDocument.Write(await profiles.CurrentAsync(cancellationToken))]);
    }

    private static async Task<IResult> FindAsync(string id, HttpRequest request, IPollingProfiles profiles, CancellationToken cancellationToken) =>
        request.Answer(StatusCodes.Status200OK, PollingProfileDocument.Write(await profiles.CurrentAsync(cancellationToken)));

    private static async Task<IResult> ReplaceAsync(
        HttpRequest request, IPollingProfileStore store, Func<DocumentReader, int> status, CancellationToken cancellationToken)
    {
        var read = await request.ReadDocumentAsync(cancellationToken);
        if (read is not DocumentRead.Understood understood)
        {
            return request.Refuse((DocumentRead.Refused)read);
        }

        var document = new DocumentReader(understood.Root);
        var profile = PollingProfileDocument.Read(document);
        if (document.Faults.Count > 0)
        {
            return request.Refuse(document.Faults, understood.Source);
        }

        await store.ReplaceAsync(profile, cancellationToken);
        return request.Answer(status(document), PollingProfileDocument.Write(profile));
    }

    /// <summary>Without an id it counts as created, as in the original.</summary>
    private static int StatusOfUpsert(DocumentReader document) => document.Object("spec").Text("id").Length == 0
        ? StatusCodes.Status201Created
        : StatusCodes.Status200OK;
}
