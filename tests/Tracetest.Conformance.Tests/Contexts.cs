using System.Collections.Immutable;
using System.Text.Json;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Variables;

namespace Tracetest.Conformance.Tests;

/// <summary>Builds what an expression may look at.</summary>
internal static class Contexts
{
    public static EvaluationContext Of(Vector vector)
    {
        if (!vector.Input.TryGetProperty("context", out var context))
        {
            return EvaluationContext.Empty;
        }

        var hasSpans = context.TryGetProperty("span", out var span);
        return new EvaluationContext
        {
            Variables = context.TryGetProperty("variables", out var variables)
                ? EvaluationContext.ByName(VariablesOf(variables))
                : null,
            HasSpans = hasSpans,
            Span = hasSpans && span.ValueKind == JsonValueKind.Object ? Traces.SpanOf(span.GetProperty("attributes")) : null,
            SelectedCount = context.TryGetProperty("selectedSpanCount", out var count) ? count.GetInt32() : null,
        };
    }

    public static ImmutableArray<Variable> VariablesOf(JsonElement values) => values.ValueKind == JsonValueKind.Object
        ? [.. values.EnumerateObject().Select(value => new Variable(value.Name, value.Value.GetString()!))]
        : [];
}
