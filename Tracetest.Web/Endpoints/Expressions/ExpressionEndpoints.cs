using System.Collections.Immutable;
using System.Text.Json;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Syntax;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Traces;
using Tracetest.Web.Endpoints.Documents;
using Tracetest.Web.Endpoints.TestRuns;

namespace Tracetest.Web.Endpoints.Expressions;

/// <summary>What an expression comes to: <c>/api/expressions/resolve</c>.</summary>
/// <remarks>
/// Source: spec server 4.3, language 8 "Resolve". Variables read as empty text, as in the original; whoever asks for more than the
/// original's clients know gets those of the run, outputs included.
/// </remarks>
internal static class ExpressionEndpoints
{
    private const string ExpressionField = "expression";

    /// <summary>How many characters an answer may hold in all: an expression may repeat a long attribute on every span.</summary>
    private const int MaxAnswerLength = 64 * 1024 * 1024;

    public static void MapExpressions(this IEndpointRouteBuilder api) => api.MapPost("/expressions/resolve", ResolveAsync);

    private static async Task<IResult> ResolveAsync(HttpRequest request, RunReaders readers, CancellationToken cancellationToken)
    {
        var read = await request.ReadDocumentAsync(cancellationToken);
        if (read is not DocumentRead.Understood understood)
        {
            return JsonAnswer.Refuse((DocumentRead.Refused)read);
        }

        var document = new DocumentReader(understood.Root);
        var asked = ReadQuestion(document);
        if (document.Faults.Count > 0)
        {
            return JsonAnswer.Refuse(document.Faults);
        }

        return asked.About.NamesRun
            ? await readers.WithTraceAsync(
                asked.About.TestId, asked.About.RunId, (run, trace) => Resolve(asked, run, trace, request.IsAugmented()), cancellationToken)
            : Resolve(asked, [EvaluationContext.Empty], request.IsAugmented());
    }

    private static Question ReadQuestion(DocumentReader document) =>
        new(document.RequiredText(ExpressionField), TraceQuestion.Read(document));

    private static JsonAnswer Resolve(Question asked, TestRun run, Trace trace, bool isAugmented)
    {
        var context = isAugmented ? EvaluationContext.Of(run.Variables) : EvaluationContext.Empty;
        if (asked.About.SpanId is { } id)
        {
            return trace.PositionOf(id) is >= 0 and var position
                ? Resolve(asked, On(context, trace, [position]), isAugmented)
                : TraceQuestion.NoSuchSpan(id);
        }

        return Resolve(asked, asked.About.Selector is { } selector ? On(context, trace, selector.Select(trace)) : [context], isAugmented);
    }

    /// <summary>A context for each span selected; one without a span when there is none.</summary>
    private static IEnumerable<EvaluationContext> On(EvaluationContext context, Trace trace, ImmutableArray<int> positions)
    {
        var selected = context with { Selection = new SpanSelection(trace, positions) };
        return positions.IsEmpty ? [selected] : positions.Select(position => selected with { Position = position });
    }

    /// <summary>One value per context; the first that cannot be had is the answer.</summary>
    private static JsonAnswer Resolve(Question asked, IEnumerable<EvaluationContext> contexts, bool isAugmented)
    {
        var (values, text, length) = (new List<string>(), TextResolver.Parse(asked.Expression), 0L);
        foreach (var context in contexts)
        {
            var evaluated = text.Resolve(context);
            if (!evaluated.IsValue)
            {
                return Refuse(asked.Expression, evaluated.Fault, isAugmented);
            }

            values.Add(evaluated.Value.Text);
            length += evaluated.Value.Text.Length;
            if (length > MaxAnswerLength)
            {
                return JsonAnswer.Error(
                    StatusCodes.Status422UnprocessableEntity, $"the values hold more than {MaxAnswerLength} characters; select fewer spans");
            }
        }

        return JsonAnswer.Of(writer => Write(writer, values));
    }

    /// <summary>The original tells a bare text, and its clients read one; the list is for whoever asks for more.</summary>
    private static JsonAnswer Refuse(string expression, ExpressionFault fault, bool isAugmented) => (isAugmented, fault.Kind) switch
    {
        (false, _) => JsonAnswer.Error(StatusCodes.Status400BadRequest, fault.Message),
        (true, ExpressionFaultKind.Syntax) => JsonAnswer.Refuse(
            [.. SyntaxFaults(expression).Select(error => DocumentFault.Of(ExpressionField, error))]),
        _ => JsonAnswer.Refuse([new DocumentFault(ExpressionField, fault.Message)]),
    };

    /// <summary>Of a text that is neither: whichever reading got further is the one the user meant.</summary>
    private static ImmutableArray<Diagnostic> SyntaxFaults(string text)
    {
        var (statement, expression) = (Statement.Parse(text).Errors, Expression.Parse(text).Errors);
        return statement[0].Index > expression[0].Index ? statement : expression;
    }

    private static void Write(Utf8JsonWriter writer, IEnumerable<string> values)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("resolvedValues");
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private sealed record Question(string Expression, TraceQuestion About);
}
