using System.Collections.Immutable;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Variables;

namespace Tracetest.Domain.TestSuites;

/// <summary>The variables of a suite's steps.</summary>
/// <remarks>Source: spec language 10.2 and 10.3. A stored variable set is never changed. Pure, thread-safe.</remarks>
public static class SuiteVariables
{
    /// <summary>The variables after a step: its outputs override those of the same name.</summary>
    /// <param name="before">What the step was started with.</param>
    /// <param name="outputs">What it produced; MAY hold empty values.</param>
    public static ImmutableArray<Variable> After(ImmutableArray<Variable> before, ImmutableArray<Variable> outputs) =>
        VariableMerge.Merge(before, outputs);

    /// <summary>The names each step misses, in order of appearance, each once; one entry per step, empty where none is missing.</summary>
    /// <param name="steps">In the order they run.</param>
    /// <param name="variables">What the suite is started with.</param>
    /// <remarks>
    /// To a step are available the suite's variables, what earlier steps produce, and what it produces itself. Every step is looked at
    /// (reference: the first step that misses nothing ends the search).
    /// </remarks>
    public static ImmutableArray<ImmutableArray<string>> Missing(
        IEnumerable<SuiteStepVariables> steps, ImmutableArray<Variable> variables)
    {
        var available = variables.Select(variable => variable.Key).ToHashSet(StringComparer.Ordinal);
        var missing = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        foreach (var step in steps)
        {
            available.UnionWith(step.Produced);
            missing.Add(MissingVariables.Of(step.Needed, available));
        }

        return missing.ToImmutable();
    }
}

/// <summary>What a step of a suite needs and produces.</summary>
/// <param name="Needed">The variables its test names, in order of appearance; MAY repeat.</param>
/// <param name="Produced">The names of its test's outputs.</param>
public sealed record SuiteStepVariables(ImmutableArray<string> Needed, ImmutableArray<string> Produced);
