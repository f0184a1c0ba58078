using Tracetest.Domain.Expressions;
using Tracetest.Domain.LanguageServices;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Traces;
using Tracetest.Web.Endpoints.Documents;
using Tracetest.Web.Endpoints.TestRuns;

namespace Tracetest.Web.Endpoints.LanguageServices;

/// <summary>What an editor asks about a text of the test language: <c>/api/language/…</c>; see docs/language-api.md.</summary>
/// <remarks>Nothing is stored. Not in the original.</remarks>
internal static class LanguageEndpoints
{
    public static void MapLanguage(this IEndpointRouteBuilder api)
    {
        var language = api.MapGroup("/language");
        language.MapPost("/tokens", (HttpRequest request, RunReaders readers, CancellationToken cancellationToken) => AnswerAsync(
            request, readers, withPosition: false,
            (asked, _) => LanguageJson.Of(Highlighter.Tokenise(asked.Text, asked.Kind)), cancellationToken));
        language.MapPost("/completions", (HttpRequest request, RunReaders readers, CancellationToken cancellationToken) => AnswerAsync(
            request, readers, withPosition: true,
            (asked, context) => LanguageJson.Of(Completions.At(asked.Text, asked.Position, asked.Kind, context)), cancellationToken));
        language.MapPost("/hover", (HttpRequest request, RunReaders readers, CancellationToken cancellationToken) => AnswerAsync(
            request, readers, withPosition: true,
            (asked, context) => LanguageJson.Of(Hover.At(asked.Text, asked.Position, asked.Kind, context)), cancellationToken));
        language.MapPost("/diagnostics", (HttpRequest request, RunReaders readers, CancellationToken cancellationToken) => AnswerAsync(
            request, readers, withPosition: false,
            (asked, context) => LanguageJson.Of(Diagnostics.Of(asked.Text, asked.Kind, context)), cancellationToken));
    }

    private static async Task<IResult> AnswerAsync(
        HttpRequest request, RunReaders readers, bool withPosition, Func<LanguageQuestion, LanguageContext, JsonAnswer> answer,
        CancellationToken cancellationToken)
    {
        var read = await request.ReadDocumentAsync(cancellationToken);
        if (read is not DocumentRead.Understood understood)
        {
            return JsonAnswer.Refuse((DocumentRead.Refused)read);
        }

        var document = new DocumentReader(understood.Root);
        var asked = LanguageQuestion.Read(document, withPosition);
        if (document.Faults.Count > 0)
        {
            return JsonAnswer.Refuse(document.Faults);
        }

        return asked.About.NamesRun
            ? await readers.WithTraceAsync(
                asked.About.TestId, asked.About.RunId, (run, trace) => Answer(asked, run, trace, answer), cancellationToken)
            : answer(asked, LanguageContext.Empty);
    }

    private static JsonAnswer Answer(
        LanguageQuestion asked, TestRun run, Trace trace, Func<LanguageQuestion, LanguageContext, JsonAnswer> answer)
    {
        var context = new LanguageContext
        {
            Trace = trace,
            Selected = asked.About.Selector?.Select(trace),
            Variables = EvaluationContext.ByName(run.Variables),
        };
        if (asked.About.SpanId is not { } id)
        {
            return answer(asked, context);
        }

        return trace.PositionOf(id) is >= 0 and var position
            ? answer(asked, context with { Position = position })
            : TraceQuestion.NoSuchSpan(id);
    }
}
