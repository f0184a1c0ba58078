using System.Collections.Frozen;
using Tracetest.Conformance.Assertions;
using Tracetest.Conformance.Definitions;
using Tracetest.Conformance.Expressions;
using Tracetest.Conformance.Selectors;
using Tracetest.Conformance.TestRuns;
using Tracetest.Conformance.Traces;
using Tracetest.Conformance.Variables;

namespace Tracetest.Conformance;

/// <summary>Runs a vector of any kind.</summary>
internal static class VectorRunner
{
    private static readonly FrozenDictionary<string, Func<Vector, Observation>> Kinds = new Dictionary<string, Func<Vector, Observation>>
    {
        ["selector"] = SelectorVectors.Select,
        ["selector-parse"] = SelectorVectors.Parse,
        ["expression-parse"] = ExpressionParseVectors.Parse,
        ["tokens"] = ExpressionParseVectors.Tokens,
        ["expression"] = ExpressionVectors.Evaluate,
        ["resolve"] = ExpressionVectors.Resolve,
        ["trigger-text"] = ExpressionVectors.TriggerText,
        ["filter"] = FilterVectors.Apply,
        ["function"] = FunctionVectors.Invoke,
        ["type"] = ExpressionVectors.Type,
        ["duration"] = DurationVectors.Convert,
        ["statement"] = AssertionVectors.Statement,
        ["comparator"] = AssertionVectors.Comparator,
        ["assertion"] = AssertionVectors.Specs,
        ["output"] = AssertionVectors.Outputs,
        ["missing-variables"] = VariableVectors.Missing,
        ["variables"] = VariableVectors.Merge,
        ["run-status"] = RunStatusVectors.Judge,
        ["trace"] = TraceVectors.Observe,
        ["definition-env"] = DefinitionVectors.Substitute,
    }.ToFrozenDictionary();

    /// <summary>Never throws: a vector that cannot be run, or that the product breaks on, has failed.</summary>
    public static Outcome Run(Vector vector)
    {
        if (!Kinds.TryGetValue(vector.Kind, out var observe))
        {
            return new Outcome.Failed($"one of {string.Join(", ", Kinds.Keys.Order(StringComparer.Ordinal))}", vector.Kind, "unknown kind");
        }

        try
        {
            return Comparison.Of(vector, observe(vector));
        }
        catch (MalformedVectorException malformed)
        {
            return new Outcome.Failed($"a vector of kind {vector.Kind}", malformed.Message, "cannot be run");
        }
        catch (Exception exception)
        {
            // Whatever the product throws is what this vector found out about it; the others are still to be run.
            return new Outcome.Failed(JsonText.Of(vector.Expected), exception.ToString(), "the product broke");
        }
    }
}
