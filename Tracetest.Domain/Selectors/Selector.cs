using System.Collections.Immutable;
using Tracetest.Domain.Syntax;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Selectors;

/// <summary>A rule that picks spans of a trace, read once and applied to any number of traces.</summary>
/// <remarks>
/// Source: spec language 2, with the corrections of its section 13; what is marked + goes beyond the original. Immutable, thread-safe.
/// <code>
/// selector  = [ path { "," path } ] ;                   "" picks every span
/// path      = step { [ "&gt;"+ ] step } ;                  each step picks among what lies below the spans the one before picked:
///                                                       all descendants, after "&gt;" only the children
/// step      = "span" "[" [ filter { [ "," ] filter } ] "]" [ pseudo ] ;
/// filter    = property operator value
///           | property+                                 the span has the attribute
///           | "!" property+                             the span does not have it
/// property  = word { "." word } | string+ ;
/// operator  = "=" | "contains"
///           | "!=" | "not-contains" | "starts-with" | "ends-with"+    compare texts; an absent attribute reads as empty text
///           | "&lt;" | "&lt;=" | "&gt;" | "&gt;="+                         compare amounts exactly; what is no amount never matches
///           | "matches"+ ;                              a pattern of the RE2 dialect, found anywhere in the text
/// value     = string | integer | decimal | "true" | "false" | "-" number+ | duration+ ;
/// duration  = number unit, with nothing between ;       unit = "ns" | "us" | "ms" | "s" | "m" | "h"
/// pseudo    = ":" ( "first" | "last" | "nth_child" "(" integer ")" ) ;
/// </code>
/// Every text the original accepts keeps its meaning. So a filter that only asks for an attribute, and a name in quotes, need a comma or a
/// bracket before them, the former also after it; and a unit after which an operator stands is a property: <c>a = 100ms = "x"</c> has two
/// filters, on <c>a</c> and on <c>ms</c>. <c>=</c> and <c>!=</c> compare with a duration as amounts, with any other value as texts.
/// </remarks>
public sealed class Selector
{
    private readonly CompiledSelector _compiled;

    internal Selector(ImmutableArray<SelectorStep> alternatives, TextRange range = default)
    {
        Alternatives = alternatives;
        Range = range;
        _compiled = new CompiledSelector(alternatives);
    }

    /// <summary>The selector that picks every span: empty text.</summary>
    public static Selector Everything { get; } = new([]);

    /// <summary>The first step of each alternative, in the order written; none when every span is picked.</summary>
    public ImmutableArray<SelectorStep> Alternatives { get; }

    /// <summary>The whole text.</summary>
    public TextRange Range { get; }

    /// <summary>Reads a selector, and prepares it for any number of traces.</summary>
    public static Parsed<Selector> Parse(string text) => SelectorParser.Parse(text);

    /// <summary>The positions in the trace of the spans picked, each once.</summary>
    /// <remarks>
    /// Alternatives in the order written, within one in document order; a step with a pseudo-class below several spans
    /// gives its picks in the order of those spans. Takes time linear in spans times filters, whatever the trace's depth.
    /// </remarks>
    public ImmutableArray<int> Select(Trace trace) => _compiled.Select(trace);

    /// <summary>Why alternatives pick nothing in a trace: which step and which filter excluded everything, and what came nearest.</summary>
    /// <remarks>Takes time linear in spans times filters. What is quoted of the trace is cut, but not made safe for markup.</remarks>
    public SelectionExplanation Explain(Trace trace) => SelectionExplainer.Explain(_compiled, trace);

    /// <summary>The canonical text, which reads back as the same selector.</summary>
    public override string ToString() => string.Join(", ", Alternatives);
}
