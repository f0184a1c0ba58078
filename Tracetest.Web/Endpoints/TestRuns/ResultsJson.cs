using System.Collections.Immutable;
using System.Text.Json;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Expressions;

namespace Tracetest.Web.Endpoints.TestRuns;

/// <summary>What came of specs and outputs, as the API writes it.</summary>
/// <remarks>Source: spec server 4.4.</remarks>
internal static class ResultsJson
{
    public static void Write(Utf8JsonWriter writer, AssertionResults? results, bool isAugmented)
    {
        writer.WriteStartObject();
        if (results is not null)
        {
            writer.WriteBoolean("allPassed", results.AllPassed);
            writer.WriteStartArray("results");
            foreach (var spec in results.Specs)
            {
                WriteSpec(writer, spec, isAugmented);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    public static void WriteOutputs(Utf8JsonWriter writer, ImmutableArray<OutputResult> outputs)
    {
        writer.WriteStartArray("outputs");
        foreach (var output in outputs)
        {
            writer.WriteStartObject();
            writer.WriteString("name", output.Name);
            writer.WriteString("spanId", output.SpanId?.ToString() ?? "");
            writer.WriteString("value", output.Value);
            writer.WriteString("error", output.Error);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteSpec(Utf8JsonWriter writer, SpecResult spec, bool isAugmented)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("selector");
        SelectorJson.Write(writer, spec.Selector);
        if (isAugmented)
        {
            writer.WriteString("name", spec.Name);
            WriteUnlessEmpty(writer, "unmatched", spec.Unmatched);
        }

        writer.WriteStartArray("results");
        foreach (var assertion in spec.Assertions)
        {
            WriteAssertion(writer, assertion, isAugmented);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteAssertion(Utf8JsonWriter writer, AssertionResult assertion, bool isAugmented)
    {
        var explainer = isAugmented ? new CheckExplainer(assertion.Assertion) : null;
        writer.WriteStartObject();
        writer.WriteString("assertion", assertion.Assertion);
        writer.WriteBoolean("allPassed", assertion.AllPassed);
        writer.WriteStartArray("spanResults");
        foreach (var span in assertion.Spans)
        {
            WriteSpan(writer, span, explainer?.Explain(span));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteSpan(Utf8JsonWriter writer, SpanResult span, CheckExplanation? explanation)
    {
        writer.WriteStartObject();
        if (span.SpanId is { } id)
        {
            writer.WriteString("spanId", id.ToString());
        }

        writer.WriteString("observedValue", span.ObservedValue);
        writer.WriteBoolean("passed", span.IsPassed);
        if (span.Fault is { } fault)
        {
            writer.WriteString("error", fault.Message);
        }

        if (explanation is not null)
        {
            WriteExplanation(writer, explanation);
        }

        writer.WriteEndObject();
    }

    /// <summary>For clients that ask for more than the original tells.</summary>
    private static void WriteExplanation(Utf8JsonWriter writer, CheckExplanation explanation)
    {
        writer.WriteString("observedType", explanation.Observed.Kind.ToName());
        writer.WriteString("observedReadable", explanation.Observed.Readable);
        writer.WriteString("expectedValue", explanation.Expected.Text);
        writer.WriteString("expectedType", explanation.Expected.Kind.ToName());
        writer.WriteString("expectedReadable", explanation.Expected.Readable);
        WriteUnlessEmpty(writer, "reason", explanation.Reason);
    }

    private static void WriteUnlessEmpty(Utf8JsonWriter writer, string name, string text)
    {
        if (text.Length > 0)
        {
            writer.WriteString(name, text);
        }
    }
}
