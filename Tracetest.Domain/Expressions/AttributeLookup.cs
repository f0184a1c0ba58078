using System.Globalization;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Expressions;

/// <summary>Finds what <c>attr:</c> names.</summary>
/// <remarks>Source: spec language 3.5; its steps are numbered alike here.</remarks>
internal static class AttributeLookup
{
    public static Evaluated Find(string name, EvaluationContext context)
    {
        // 1. What is known of the selection as a whole.
        if (name.Length > SemanticConventions.SelectedSpansPrefix.Length
            && name.StartsWith(SemanticConventions.SelectedSpansPrefix, StringComparison.Ordinal))
        {
            return FindMeta(name, context);
        }

        // 2. Nothing to read from.
        if (!context.HasSpans)
        {
            return Value.Of("", ValueKind.String);
        }

        // 3. Nothing selected.
        if (context.Span is null)
        {
            return ExpressionFault.Resolution($"there are no matching spans to retrieve the attribute \"{name}\" from");
        }

        // 4. The span's; empty counts as absent.
        var text = context.Span.TextOf(name);
        if (string.IsNullOrEmpty(text) && name == "name")
        {
            text = context.Span.TextOf(SemanticConventions.SpanName);
        }

        return string.IsNullOrEmpty(text)
            ? ExpressionFault.Resolution($"attribute \"{name}\" not found")
            : Value.Of(text);
    }

    private static Evaluated FindMeta(string name, EvaluationContext context)
    {
        if (name != SemanticConventions.SelectedSpansCount)
        {
            return ExpressionFault.Evaluation($"unknown meta attribute \"{name}\", there is only `{SemanticConventions.SelectedSpansCount}`");
        }

        return context.SelectedCount is { } count
            ? Value.Of(count.ToString(CultureInfo.InvariantCulture), ValueKind.Number)
            : Value.Of("", ValueKind.String);
    }
}
