using System.Collections.Immutable;
using Tracetest.Domain.Expressions.Functions;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Variables;

namespace Tracetest.Domain.Expressions;

/// <summary>What an expression may look at while it is evaluated.</summary>
/// <remarks>Source: spec language 3.5. Immutable; as thread-safe as its <see cref="FunctionContext"/>.</remarks>
public sealed record EvaluationContext
{
    /// <summary>Nothing at all: attributes and variables read as empty text.</summary>
    public static EvaluationContext Empty { get; } = new();

    /// <summary>The variables by name; <see langword="null"/> where there are none to look at, so that all read as empty text.</summary>
    public IReadOnlyDictionary<string, string>? Variables { get; init; }

    /// <summary>Whether attributes are read off spans; where not, they read as empty text.</summary>
    public bool HasSpans { get; init; }

    /// <summary>The span looked at; <see langword="null"/> when none was selected.</summary>
    public Span? Span { get; init; }

    /// <summary>How many spans were selected; <see langword="null"/> where nothing was selected from.</summary>
    public int? SelectedCount { get; init; }

    /// <summary>Clock and chance. Default: the system's.</summary>
    public FunctionContext Functions { get; init; } = FunctionContext.System;

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
