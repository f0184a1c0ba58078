using Tracetest.Domain.Selectors;
using Tracetest.Domain.Traces;
using Tracetest.Web.Endpoints.Documents;

namespace Tracetest.Web.Endpoints.TestRuns;

/// <summary>What of a run a question is about, as the field <c>context</c> tells it.</summary>
/// <param name="TestId">Empty when no run is named.</param>
/// <param name="RunId">As written.</param>
/// <param name="SpanId">The span looked at.</param>
/// <param name="Selector">What is selected.</param>
internal sealed record TraceQuestion(string TestId, string RunId, SpanId? SpanId, Selector? Selector)
{
    public bool NamesRun => TestId.Length > 0 || RunId.Length > 0;

    /// <summary>Reads the field; faults are noted in the document.</summary>
    public static TraceQuestion Read(DocumentReader document)
    {
        var context = document.Object("context");
        if (context.Text("variableSetId").Length > 0)
        {
            context.Fault("variableSetId", "variable sets are not kept by this version");
        }

        return new TraceQuestion(context.Text("testId"), context.Text("runId"), ReadSpanId(context), ReadSelector(context));
    }

    /// <summary>The refusal of a span the trace does not have.</summary>
    public static JsonAnswer NoSuchSpan(SpanId id) =>
        JsonAnswer.Refuse([new DocumentFault("context.spanId", $"`{id}` is not a span of the run's trace")]);

    private static SpanId? ReadSpanId(DocumentReader context)
    {
        var text = context.Text("spanId");
        if (Domain.Traces.SpanId.TryParse(text, out var id))
        {
            return id;
        }

        if (text.Length > 0)
        {
            context.Fault("spanId", $"`{text}` is not a span id: 16 hexadecimal digits");
        }

        return null;
    }

    private static Selector? ReadSelector(DocumentReader context)
    {
        var selector = Domain.Selectors.Selector.Parse(context.Text("selector"));
        foreach (var error in selector.Errors)
        {
            context.Fault("selector", error);
        }

        return context.Text("selector").Length > 0 ? selector.Value : null;
    }
}
