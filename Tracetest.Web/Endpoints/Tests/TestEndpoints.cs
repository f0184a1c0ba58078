using System.Collections.Immutable;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Tests;
using Tracetest.Web.Endpoints.Documents;

namespace Tracetest.Web.Endpoints.Tests;

/// <summary>Tests as resources: <c>/api/tests</c>.</summary>
/// <remarks>Source: spec server 4.2.</remarks>
internal static class TestEndpoints
{
    public static void MapTests(this IEndpointRouteBuilder api)
    {
        api.MapGet("/tests", ListAsync);
        api.MapPost("/tests", CreateAsync);
        api.MapPut("/tests", UpsertAsync);
        api.MapGet("/tests/{id}", FindAsync);
        api.MapPut("/tests/{id}", UpdateAsync);
        api.MapDelete("/tests/{id}", DeleteAsync);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, ITestRepository tests, CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        var query = ReadQuery(request.Query, faults);
        if (faults.Count > 0)
        {
            return request.Refuse(StatusCodes.Status400BadRequest, "cannot process request: " + string.Join("; ", faults));
        }

        var page = await tests.ListAsync(query, cancellationToken);
        var augmented = request.IsAugmented();
        return request.AnswerList(page.Total, [.. page.Items.Select(item => TestDocument.Write(item.Test, augmented ? item.Summary : null))]);
    }

    private static async Task<IResult> CreateAsync(HttpRequest request, ITestRepository tests, CancellationToken cancellationToken) =>
        await WithTestAsync(request, async test => await CreatedAsync(request, tests, test, cancellationToken), cancellationToken);

    private static async Task<IResult> UpsertAsync(HttpRequest request, ITestRepository tests, CancellationToken cancellationToken) =>
        await WithTestAsync(
            request,
            async test => test.Id.Length > 0 && await tests.UpdateAsync(test, cancellationToken) is { } updated
                ? request.Answer(StatusCodes.Status200OK, TestDocument.Write(updated, null))
                : await CreatedAsync(request, tests, test, cancellationToken),
            cancellationToken);

    private static async Task<IResult> FindAsync(string id, HttpRequest request, ITestRepository tests, CancellationToken cancellationToken)
    {
        if (await tests.FindAsync(id, cancellationToken) is not { } test)
        {
            return Results.NotFound();
        }

        var summary = request.IsAugmented() ? await tests.SummariseAsync(id, cancellationToken) : null;
        return request.Answer(StatusCodes.Status200OK, TestDocument.Write(test, summary));
    }

    private static async Task<IResult> UpdateAsync(string id, HttpRequest request, ITestRepository tests, CancellationToken cancellationToken) =>
        await WithTestAsync(
            request,
            async test =>
            {
                if (test.Id.Length > 0 && test.Id != id)
                {
                    return request.Refuse(StatusCodes.Status400BadRequest, $"spec.id: `{test.Id}` is not the id `{id}` of the address");
                }

                return await tests.UpdateAsync(test with { Id = id }, cancellationToken) is { } updated
                    ? request.Answer(StatusCodes.Status200OK, TestDocument.Write(updated, null))
                    : Results.NotFound();
            },
            cancellationToken);

    private static async Task<IResult> DeleteAsync(string id, ITestRepository tests, CancellationToken cancellationToken) =>
        await tests.DeleteAsync(id, cancellationToken) ? Results.NoContent() : Results.NotFound();

    private static async Task<IResult> CreatedAsync(HttpRequest request, ITestRepository tests, Test test, CancellationToken cancellationToken)
    {
        var named = test.Id.Length > 0 ? test : test with { Id = TestIds.New() };
        return await tests.TryCreateAsync(named, cancellationToken)
            ? request.Answer(StatusCodes.Status201Created, TestDocument.Write(named, null))
            : request.Refuse(StatusCodes.Status400BadRequest, $"validation error: test with same ID already exists: {named.Id}");
    }

    private static async Task<IResult> WithTestAsync(HttpRequest request, Func<Test, Task<IResult>> use, CancellationToken cancellationToken)
    {
        var read = await request.ReadDocumentAsync(cancellationToken);
        if (read is not DocumentRead.Understood understood)
        {
            return request.Refuse((DocumentRead.Refused)read);
        }

        var document = new DocumentReader(understood.Root);
        var test = TestDocument.Read(document);
        ImmutableArray<DocumentFault> faults = [.. document.Faults, .. TextFaults(test, document.Faults)];
        return faults.IsEmpty ? await use(test) : request.Refuse(faults, understood.Source);
    }

    /// <summary>The faults of the test's texts, but for fields about which something has been said already.</summary>
    private static IEnumerable<DocumentFault> TextFaults(Test test, IEnumerable<DocumentFault> before)
    {
        var known = before.Select(fault => fault.Path).ToHashSet(StringComparer.Ordinal);
        return TestCheck.Of(test)
            .Where(fault => fault.IsError && !known.Contains(fault.Path))
            .Select(fault => DocumentFault.Of(fault.Path, fault.Diagnostic));
    }

    private static TestQuery ReadQuery(IQueryCollection query, List<string> faults) => new(
        QueryNumbers.ReadTake(query, faults),
        QueryNumbers.Read(query, "skip", 0, faults),
        ReadWords(query["query"].ToString(), faults),
        ReadSort(query["sortBy"].ToString(), faults),
        query["sortDirection"].ToString().Equals("asc", StringComparison.OrdinalIgnoreCase));

    private static string ReadWords(string words, List<string> faults)
    {
        if (words.Contains('\0'))
        {
            faults.Add("query holds a NUL character");
        }

        return words;
    }

    private static TestSort ReadSort(string field, List<string> faults)
    {
        switch (field)
        {
            case "" or "created":
                return TestSort.Created;
            case "name":
                return TestSort.Name;
            case "last_run":
                return TestSort.LastRun;
            default:
                faults.Add($"invalid sort field: {field}; known are created, name, last_run");
                return TestSort.Created;
        }
    }
}
