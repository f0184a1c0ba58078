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
            Selection = hasSpans || HasCount(context, out _) ? SelectionOf(context, span) : null,
            Position = hasSpans && span.ValueKind == JsonValueKind.Object ? 0 : null,
        };
    }

    private static SpanSelection SelectionOf(JsonElement context, JsonElement span)
    {
        var attributes = span.ValueKind == JsonValueKind.Object ? span.GetProperty("attributes") : default;
        ImmutableArray<int>? positions = HasCount(context, out var count) ? [.. Enumerable.Range(0, count)] : null;
        return new SpanSelection(Traces.Copies(attributes, Math.Max(1, count)), positions);
    }

    private static bool HasCount(JsonElement context, out int count)
    {
        var hasCount = context.TryGetProperty("selectedSpanCount", out var element);
        count = hasCount ? element.GetInt32() : 0;
        return hasCount;
    }

    public static ImmutableArray<Variable> VariablesOf(JsonElement values) => values.ValueKind == JsonValueKind.Object
        ? [.. values.EnumerateObject().Select(value => new Variable(value.Name, value.Value.GetString()!))]
        : [];
}
