using System.Globalization;
using System.Text.Json;
using Tracetest.Domain.Selectors;

namespace Tracetest.Web.Endpoints.TestRuns;

/// <summary>A selector as the API writes it: its text and, if it is one, its structure.</summary>
/// <remarks>
/// Source: spec language 2.7. Beyond it: the further operators, <c>exists</c> and <c>not-exists</c> for filters without a value, and
/// <c>"combinator": ">"</c> on a step that picks among children alone.
/// </remarks>
internal static class SelectorJson
{
    public static void Write(Utf8JsonWriter writer, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("query", text);
        if (Selector.Parse(text).Value is { Alternatives.IsEmpty: false } selector)
        {
            writer.WriteStartArray("structure");
            foreach (var step in selector.Alternatives)
            {
                WriteStep(writer, step);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>Nested steps go as deep as the parser lets them, which is bounded.</summary>
    private static void WriteStep(Utf8JsonWriter writer, SelectorStep step)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("filters");
        foreach (var filter in step.Filters)
        {
            writer.WriteStartObject();
            writer.WriteString("property", filter.Property);
            writer.WriteString("operator", filter.OperatorText);
            writer.WriteString("value", filter.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (step.Relation == StepRelation.Child)
        {
            writer.WriteString("combinator", ">");
        }

        if (step.PseudoClass is { } pseudoClass)
        {
            writer.WriteStartObject("pseudoClass");
            writer.WriteString("name", pseudoClass.Name);
            writer.WriteString("argument", pseudoClass.Argument?.ToString(CultureInfo.InvariantCulture) ?? "");
            writer.WriteEndObject();
        }

        if (step.Child is { } child)
        {
            writer.WritePropertyName("childSelector");
            WriteStep(writer, child);
        }

        writer.WriteEndObject();
    }
}
