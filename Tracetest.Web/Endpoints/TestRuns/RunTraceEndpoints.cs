using System.Collections.Immutable;
using System.Text.Json;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Selectors;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Traces;
using Tracetest.Web.Endpoints.Documents;

namespace Tracetest.Web.Endpoints.TestRuns;

/// <summary>Questions about the trace of a run: which spans a selector picks, what specs say of it, where a text stands.</summary>
/// <remarks>Source: spec server 3.5 and 4.3. Nothing is stored.</remarks>
internal static class RunTraceEndpoints
{
    public static void MapRunTraces(this IEndpointRouteBuilder api)
    {
        var run = api.MapGroup("/tests/{testId}/run/{runId}");
        run.MapGet("/select", SelectAsync);
        run.MapPut("/dry-run", DryRunAsync);
        run.MapPost("/search-spans", SearchAsync);
    }

    private static async Task<IResult> SelectAsync(
        string testId, string runId, HttpRequest request, RunReaders readers, CancellationToken cancellationToken)
    {
        var query = request.Query["query"].ToString();
        return await readers.WithTraceAsync(testId, runId, (_, trace) => Select(query, trace, request.IsAugmented()), cancellationToken);
    }

    private static JsonAnswer Select(string query, Trace trace, bool isAugmented)
    {
        var selector = Selector.Parse(query);
        if (!selector.IsValid)
        {
            return JsonAnswer.Refuse([.. selector.Errors.Select(error => DocumentFault.Of("query", error))]);
        }

        var positions = selector.Value.Select(trace);
        return JsonAnswer.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("selector");
            SelectorJson.Write(writer, query);
            WriteIds(writer, "spanIds", trace, positions);
            if (isAugmented && positions.IsEmpty)
            {
                writer.WriteString("explanation", selector.Value.Explain(trace).Text);
            }

            writer.WriteEndObject();
        });
    }

    /// <summary>A malformed selector is refused; a malformed assertion fails, as it would in a run.</summary>
    private static async Task<IResult> DryRunAsync(
        string testId, string runId, HttpRequest request, RunReaders readers, CancellationToken cancellationToken)
    {
        var read = await request.ReadDocumentAsync(cancellationToken);
        if (read is not DocumentRead.Understood understood)
        {
            return JsonAnswer.Refuse((DocumentRead.Refused)read);
        }

        var document = new DocumentReader(understood.Root);
        ImmutableArray<TestSpec> specs = [.. document.Objects("specs").Select(ReadSpec)];
        return document.Faults.Count > 0
            ? JsonAnswer.Refuse(document.Faults, understood.Source)
            : await readers.WithTraceAsync(testId, runId, (run, trace) => DryRun(specs, run, trace, request.IsAugmented()), cancellationToken);
    }

    private static JsonAnswer DryRun(ImmutableArray<TestSpec> specs, TestRun run, Trace trace, bool isAugmented)
    {
        var results = CompiledSpecs.Compile(specs, []).Check(trace, run.Variables);
        return JsonAnswer.Of(writer => ResultsJson.Write(writer, results, isAugmented));
    }

    /// <summary>The original reads <c>selectorParsed</c> alone; a plain <c>selector</c> is read as tests write it.</summary>
    private static TestSpec ReadSpec(DocumentReader spec)
    {
        var parsed = spec.Object("selectorParsed");
        var selector = parsed.Exists ? ReadSelector(parsed, "query")
            : spec.Find("selector") is System.Text.Json.Nodes.JsonObject ? ReadSelector(spec.Object("selector"), "query")
            : ReadSelector(spec, "selector");
        return new TestSpec(spec.Text("name"), selector, [.. spec.Texts("assertions")]);
    }

    private static string ReadSelector(DocumentReader around, string field)
    {
        var text = around.Text(field);
        foreach (var error in TestCheck.OfSelector(text))
        {
            around.Fault(field, error);
        }

        return text;
    }

    private static async Task<IResult> SearchAsync(
        string testId, string runId, HttpRequest request, RunReaders readers, CancellationToken cancellationToken)
    {
        var read = await request.ReadDocumentAsync(cancellationToken);
        if (read is not DocumentRead.Understood understood)
        {
            return JsonAnswer.Refuse((DocumentRead.Refused)read);
        }

        var query = new DocumentReader(understood.Root).Text("query");
        return string.IsNullOrWhiteSpace(query)
            ? JsonAnswer.Error(StatusCodes.Status400BadRequest, "query is empty")
            : await readers.WithTraceAsync(testId, runId, (_, trace) => Search(query, trace), cancellationToken);
    }

    private static JsonAnswer Search(string query, Trace trace)
    {
        var selector = Selector.Parse(query);
        var positions = selector.IsValid ? selector.Value.Select(trace) : SpanSearch.FindAnywhere(trace, query);
        return JsonAnswer.Of(writer =>
        {
            writer.WriteStartObject();
            WriteIds(writer, "spansIds", trace, positions);
            writer.WriteEndObject();
        });
    }

    private static void WriteIds(Utf8JsonWriter writer, string name, Trace trace, ImmutableArray<int> positions)
    {
        writer.WriteStartArray(name);
        foreach (var position in positions)
        {
            writer.WriteStringValue(trace.Spans[position].Id.ToString());
        }

        writer.WriteEndArray();
    }
}
