using System.Collections.Immutable;
using Tracetest.Domain.Selectors;
using Tracetest.Domain.Syntax;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.LanguageServices;

/// <summary>What a selector picks of a trace.</summary>
/// <param name="Positions">The positions in the trace, each once, in the order of <see cref="Selector.Select"/>; none of a faulty selector.</param>
/// <param name="SpanIds">Their ids, in the same order.</param>
/// <param name="Faults">What is wrong with the selector, by position; none when it is sound.</param>
public sealed record Matches(ImmutableArray<int> Positions, ImmutableArray<SpanId> SpanIds, ImmutableArray<Diagnostic> Faults)
{
    /// <summary>Applies the text of a selector to a trace. Never fails; pure.</summary>
    public static Matches Of(string selector, Trace trace)
    {
        var parsed = Selector.Parse(selector);
        if (!parsed.IsValid)
        {
            return new Matches([], [], parsed.Errors);
        }

        var positions = parsed.Value.Select(trace);
        return new Matches(positions, [.. positions.Select(position => trace.Spans[position].Id)], []);
    }
}
