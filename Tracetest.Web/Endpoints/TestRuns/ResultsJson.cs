using System.Collections.Immutable;
using System.Text.Json;
using Tracetest.Domain.Assertions;

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
        }

        writer.WriteStartArray("results");
        foreach (var assertion in spec.Assertions)
        {
            WriteAssertion(writer, assertion);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteAssertion(Utf8JsonWriter writer, AssertionResult assertion)
    {
        writer.WriteStartObject();
        writer.WriteString("assertion", assertion.Assertion);
        writer.WriteBoolean("allPassed", assertion.AllPassed);
        writer.WriteStartArray("spanResults");
        foreach (var span in assertion.Spans)
        {
            WriteSpan(writer, span);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteSpan(Utf8JsonWriter writer, SpanResult span)
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

        writer.WriteEndObject();
    }
}
