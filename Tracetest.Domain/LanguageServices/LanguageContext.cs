using System.Collections.Immutable;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.LanguageServices;

/// <summary>What is known where a text is written. Everything may be missing; services then say less. Immutable, thread-safe.</summary>
public sealed record LanguageContext
{
    /// <summary>Nothing is known.</summary>
    public static LanguageContext Empty { get; } = new();

    /// <summary>The trace the text is about; <see langword="null"/> when there is none yet.</summary>
    public Trace? Trace { get; init; }

    /// <summary>Where the span looked at stands in the trace; a position the trace does not have counts as none.</summary>
    public int? Position { get; init; }

    /// <summary>The positions a selector picked; <see langword="null"/> when none was asked.</summary>
    /// <remarks>Positions the trace does not have are passed over.</remarks>
    public ImmutableArray<int>? Selected { get; init; }

    /// <summary>The variables by name; <see langword="null"/> when it is not known which there are.</summary>
    public IReadOnlyDictionary<string, string>? Variables { get; init; }

    /// <summary>The position of the span that values are read off: the one looked at, else the first selected.</summary>
    internal int? SpanPosition => IsThere(Position ?? -1) ? Position : KnownSelected is [var first, ..] ? first : null;

    /// <summary>The span that values are read off.</summary>
    internal Span? Span => SpanPosition is { } position ? Trace!.Spans[position] : null;

    private ImmutableArray<int> KnownSelected => Selected is { IsDefault: false } selected ? [.. selected.Where(IsThere)] : [];

    /// <summary>What expressions are evaluated in.</summary>
    internal EvaluationContext ForEvaluation() => new()
    {
        Variables = Variables,
        Selection = Trace is null ? null : new SpanSelection(Trace, Selected is null ? null : KnownSelected),
        Position = SpanPosition,
    };

    private bool IsThere(int position) => Trace is not null && position >= 0 && position < Trace.Count;
}
