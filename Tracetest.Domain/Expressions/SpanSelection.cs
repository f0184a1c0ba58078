using System.Collections.Immutable;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Expressions;

/// <summary>The spans an expression may look at, with what was computed about them as a whole.</summary>
/// <remarks>Remembers what it is asked for; not thread-safe. Make one per selector and evaluation.</remarks>
public sealed class SpanSelection
{
    private readonly Dictionary<object, Evaluated> _remembered = [];
    private readonly Dictionary<string, string> _hints = new(StringComparer.Ordinal);

    /// <param name="trace">The trace, whole.</param>
    /// <param name="positions">What was selected; <see langword="null"/> where nothing was selected from.</param>
    public SpanSelection(Trace trace, ImmutableArray<int>? positions)
        : this(trace, positions, new EvaluationCache())
    {
    }

    internal SpanSelection(Trace trace, ImmutableArray<int>? positions, EvaluationCache cache) =>
        (Trace, Positions, Cache) = (trace, positions, cache);

    /// <summary>A selection of which only the number of spans is known: attributes read as empty text, as where there is no selection.</summary>
    /// <param name="count">Not negative.</param>
    public static SpanSelection OfCount(int count) =>
        new(Trace.Assemble(default, []), [.. Enumerable.Range(0, count)]) { HasSpans = false };

    /// <summary>The trace, whole.</summary>
    public Trace Trace { get; }

    /// <summary>Whether there are spans to read attributes off.</summary>
    internal bool HasSpans { get; private init; } = true;

    /// <summary>The positions selected, in the order of the selector; <see langword="null"/> where nothing was selected from.</summary>
    public ImmutableArray<int>? Positions { get; }

    /// <summary>What was computed from texts, shared by the selections of one evaluation.</summary>
    internal EvaluationCache Cache { get; }

    /// <summary>What a name that a span does not have may stand for, as the end of a message; empty when nothing is near.</summary>
    internal string HintFor(string name)
    {
        if (!_hints.TryGetValue(name, out var hint))
        {
            var near = Trace.Vocabulary.Nearest(name);
            hint = Trace.Vocabulary.Find(name) is { } known ? $"; it is on {Counted(known.SpanCount)} of the trace"
                : near.IsEmpty ? ""
                : $"; did you mean \"{near[0].Name}\", seen on {Counted(near[0].SpanCount)}";
            _hints.Add(name, hint);
        }

        return hint;
    }

    private static string Counted(int spans) => spans == 1 ? "1 span" : $"{spans} spans";

    /// <summary>Computes what is the same for every selected span, once.</summary>
    internal Evaluated Remember(object key, Evaluator evaluator, in EvaluationContext context)
    {
        if (!_remembered.TryGetValue(key, out var outcome))
        {
            outcome = evaluator(context);
            _remembered.Add(key, outcome);
        }

        return outcome;
    }
}
