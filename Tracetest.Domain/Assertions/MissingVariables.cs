using System.Collections.Immutable;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Triggers;
using Tracetest.Domain.Variables;

namespace Tracetest.Domain.Assertions;

/// <summary>Finds the variables a test needs and a run does not have.</summary>
/// <remarks>
/// Source: spec language 10.3. Looked at are the trigger's texts and the outputs' values; selectors and assertions are not, as in the
/// original. A text that cannot be read names no variable: it fails on its own when the test runs.
/// </remarks>
public static class MissingVariables
{
    /// <summary>The missing names, each once, in order of appearance.</summary>
    /// <param name="test">The test about to run. The names of its outputs count as available.</param>
    /// <param name="variables">What the run has.</param>
    public static ImmutableArray<string> Of(Test test, ImmutableArray<Variable> variables)
    {
        var needed = TriggerTexts.Of(test.Trigger).SelectMany(text => InterpolatedText.Parse(text).VariableNames)
            .Concat(test.Outputs.SelectMany(output => NamesOf(output.Value)));
        return Of(needed, variables.Select(variable => variable.Key).Concat(test.Outputs.Select(output => output.Name)));
    }

    /// <summary>The names not available, each once, in order of appearance.</summary>
    public static ImmutableArray<string> Of(IEnumerable<string> needed, IEnumerable<string> available) =>
        [.. needed.Except(available, StringComparer.Ordinal)];

    private static ImmutableArray<string> NamesOf(string expression) =>
        Expression.Parse(expression) is { IsValid: true } parsed ? VariableReferences.Of(parsed.Value) : [];
}
