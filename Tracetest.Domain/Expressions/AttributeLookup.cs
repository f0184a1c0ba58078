using System.Collections.Immutable;
using System.Globalization;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Expressions;

/// <summary>Finds what <c>attr:</c> and its like name.</summary>
/// <remarks>Source: spec language 3.5; its steps are numbered alike here. <c>parent:</c> and the others are not in the original.</remarks>
internal static class AttributeLookup
{
    /// <summary>Whether a name is about the selection as a whole.</summary>
    public static bool IsMeta(string name) => name.Length > SemanticConventions.SelectedSpansPrefix.Length
        && name.StartsWith(SemanticConventions.SelectedSpansPrefix, StringComparison.Ordinal);

    /// <summary>An attribute of the span looked at.</summary>
    public static Evaluated OfSpan(string name, in EvaluationContext context) => Of(name, context, context.Position ?? -1);

    /// <summary>An attribute of its parent.</summary>
    public static Evaluated OfParent(string name, in EvaluationContext context)
    {
        if (context.Selection is not { } selection || context.Position is not { } position)
        {
            return Of(name, context, -1);
        }

        var parent = selection.Trace.ParentOf(position);
        return parent >= 0
            ? Of(name, context, parent)
            : ExpressionFault.Resolution($"the span \"{selection.Trace.Spans[position].Name}\" has no parent to read the attribute \"{name}\" from");
    }

    /// <summary>An attribute of the root above it.</summary>
    public static Evaluated OfRoot(string name, in EvaluationContext context) =>
        Of(name, context, context is { Selection: { } selection, Position: { } position } ? selection.Trace.RootOf(position) : -1);

    /// <summary>An attribute of every selected span that has it, in the order selected.</summary>
    public static Evaluated OfSelected(string name, in EvaluationContext context)
    {
        if (context.Selection is not { Positions: { } positions } selection)
        {
            return Value.Of([]);
        }

        var texts = ImmutableArray.CreateBuilder<Value>(positions.Length);
        foreach (var position in positions)
        {
            if (TextOf(selection.Trace.Spans[position], name) is { Length: > 0 } text)
            {
                texts.Add(Value.Of(text));
            }
        }

        return Value.Of(texts.ToImmutable());
    }

    /// <summary>An attribute of every event of the span that has it, in the order of the events; <c>name</c> is the event's name.</summary>
    public static Evaluated OfEvents(string name, in EvaluationContext context)
    {
        if (context.Span is not { } span)
        {
            return Of(name, context, -1);
        }

        var texts = span.Events.Select(each => each.Attributes.LastText(name) ?? (name == "name" ? each.Name : ""))
            .Where(text => text.Length > 0).ToList();
        return texts.Count > 0
            ? Value.OfHits(texts)
            : ExpressionFault.Resolution($"attribute \"{name}\" not found on any of the {span.Events.Length} events of the span \"{span.Name}\"");
    }

    /// <summary>What is known of the selection as a whole.</summary>
    public static Evaluated OfSelection(string name, in EvaluationContext context)
    {
        if (name != SemanticConventions.SelectedSpansCount)
        {
            return ExpressionFault.Evaluation($"unknown meta attribute \"{name}\", there is only `{SemanticConventions.SelectedSpansCount}`");
        }

        return context.Selection?.Positions is { } positions
            ? Value.Of(positions.Length.ToString(CultureInfo.InvariantCulture), ValueKind.Number)
            : Value.Of("", ValueKind.String);
    }

    private static Evaluated Of(string name, in EvaluationContext context, int position)
    {
        // 2. Nothing to read from.
        if (context.Selection is not { HasSpans: true } selection)
        {
            return Value.Of("", ValueKind.String);
        }

        // 3. Nothing selected.
        if (position < 0)
        {
            return ExpressionFault.Resolution($"there are no matching spans to retrieve the attribute \"{name}\" from");
        }

        // 4. The span's; empty counts as absent.
        var span = selection.Trace.Spans[position];
        return TextOf(span, name) is { Length: > 0 } text ? Value.Of(text) : Missing(name, span, selection);
    }

    private static string? TextOf(Span span, string name)
    {
        var text = span.TextOf(name);
        return string.IsNullOrEmpty(text) && name == "name" ? span.TextOf(SemanticConventions.SpanName) : text;
    }

    private static ExpressionFault Missing(string name, Span span, SpanSelection selection) =>
        ExpressionFault.Resolution($"attribute \"{name}\" not found on the span \"{span.Name}\"{(span.TextOf(name) is null ? selection.HintFor(name) : ", where it is empty")}");
}
