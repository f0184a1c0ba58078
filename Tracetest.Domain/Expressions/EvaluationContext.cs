using System.Collections.Immutable;
using Tracetest.Domain.Expressions.Functions;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Variables;

namespace Tracetest.Domain.Expressions;

/// <summary>What an expression may look at while it is evaluated.</summary>
/// <remarks>Source: spec language 3.5. As thread-safe as its <see cref="Selection"/> and its <see cref="FunctionContext"/>.</remarks>
public readonly record struct EvaluationContext
{
    private readonly FunctionContext? _functions;

    /// <summary>Nothing at all: attributes and variables read as empty text.</summary>
    public static EvaluationContext Empty => default;

    /// <summary>The variables by name; <see langword="null"/> where there are none to look at, so that all read as empty text.</summary>
    public IReadOnlyDictionary<string, string>? Variables { get; init; }

    /// <summary>The spans to read attributes off; <see langword="null"/> where there are none, so that all read as empty text.</summary>
    public SpanSelection? Selection { get; init; }

    /// <summary>Where the span looked at stands in the trace; <see langword="null"/> when none was selected.</summary>
    public int? Position { get; init; }

    /// <summary>Clock and chance. Default: the system's.</summary>
    public FunctionContext Functions
    {
        get => _functions ?? FunctionContext.System;
        init => _functions = value;
    }

    /// <summary>The span looked at; <see langword="null"/> when there is none.</summary>
    internal Span? Span => Selection is not null && Position is { } position ? Selection.Trace.Spans[position] : null;

    /// <summary>A context of variables alone, as triggers are resolved in; of equal names the last counts.</summary>
    public static EvaluationContext Of(ImmutableArray<Variable> variables) => new() { Variables = ByName(variables) };

    /// <summary>Variables by name; of equal names the last counts.</summary>
    public static IReadOnlyDictionary<string, string> ByName(ImmutableArray<Variable> variables)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in variables)
        {
            values[key] = value;
        }

        return values;
    }
}
