using System.Collections.Immutable;

namespace Tracetest.Domain.Variables;

/// <summary>Puts lists of variables one over the other.</summary>
/// <remarks>Source: spec language 10.1.</remarks>
public static class VariableMerge
{
    /// <summary>Every name once, with its last value, where the name first appeared.</summary>
    /// <param name="layers">Later ones override earlier ones: the set, the run's own, earlier outputs, this run's outputs.</param>
    public static ImmutableArray<Variable> Merge(params ReadOnlySpan<ImmutableArray<Variable>> layers)
    {
        var merged = new OrderedDictionary<string, Variable>(StringComparer.Ordinal);
        foreach (var layer in layers)
        {
            foreach (var variable in layer)
            {
                merged[variable.Key] = variable;
            }
        }

        return [.. merged.Values];
    }
}
