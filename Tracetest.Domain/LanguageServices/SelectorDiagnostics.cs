using System.Collections.Immutable;
using Tracetest.Domain.Selectors;
using Tracetest.Domain.Syntax;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.LanguageServices;

/// <summary>What is wrong with a selector, and what of it does not fit the trace.</summary>
internal static class SelectorDiagnostics
{
    public static IEnumerable<Diagnostic> Of(string text, LanguageContext context)
    {
        var parsed = Selector.Parse(text);
        if (!parsed.IsValid || context.Trace is not { Count: > 0 } trace)
        {
            return parsed.Errors;
        }

        ImmutableArray<Diagnostic> unknown =
        [
            .. parsed.Value.Alternatives.SelectMany(Steps).SelectMany(step => step.Filters)
                .Select(filter => Unknown(filter, trace)).OfType<Diagnostic>().Take(NameDiagnostics.MaxCount),
        ];
        return unknown.IsEmpty && parsed.Value.Select(trace).IsEmpty ? [OfNoMatch(text, parsed.Value, trace)] : unknown;
    }

    private static IEnumerable<SelectorStep> Steps(SelectorStep first)
    {
        for (var step = first; step is not null; step = step.Child)
        {
            yield return step;
        }
    }

    /// <summary>A filter on an attribute no span has; to ask for its absence is fine.</summary>
    private static Diagnostic? Unknown(SelectorFilter filter, Trace trace)
    {
        var isKnown = filter is SelectorFilter.Absence || filter.Property is "name" or "kind" or SemanticConventions.SpanKindKey
            || trace.Vocabulary.Find(filter.Property) is not null || trace.Vocabulary.Attributes.Length == TraceVocabulary.MaxNames
            || filter.Property.Length > TraceVocabulary.MaxNameLength;
        return isKnown ? null : new Diagnostic(
            filter.PropertyRange,
            $"`{TraceWords.Shown(filter.Property)}`",
            $"an attribute that one of the trace's {TraceWords.Count(trace.Count)} has",
            NameDiagnostics.HintFor(filter.Property, trace, SelectorText.Name),
            DiagnosticSeverity.Warning);
    }

    /// <summary>Nothing is picked: the first step that alone picks nothing is where to look.</summary>
    private static Diagnostic OfNoMatch(string text, Selector selector, Trace trace)
    {
        var empty = selector.Alternatives.SelectMany(Steps)
            .FirstOrDefault(step => new Selector([step with { Child = null }]).Select(trace).IsEmpty);
        return new Diagnostic(
            empty?.Range ?? new TextRange(0, text.Length),
            empty is null ? "a selector that matches no span" : $"`{TraceWords.Shown(empty.OwnText)}`, which matches no span",
            $"at least one of the trace's {TraceWords.Count(trace.Count)}",
            empty is null ? "each step matches spans, but none stands below another as asked" : "",
            DiagnosticSeverity.Warning);
    }
}
