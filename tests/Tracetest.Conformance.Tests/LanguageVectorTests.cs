namespace Tracetest.Conformance.Tests;

/// <summary>Every recorded case of the test language, one test each.</summary>
public sealed class LanguageVectorTests
{
    /// <summary>How a vector of each kind is run.</summary>
    private static readonly Dictionary<string, Action<Vector>> Runners = new()
    {
        ["selector"] = SelectorVectors.RunSelector,
        ["selector-parse"] = SelectorVectors.RunParse,
        ["expression-parse"] = ExpressionParseVectors.RunParse,
        ["tokens"] = ExpressionParseVectors.RunTokens,
        ["expression"] = ExpressionVectors.RunExpression,
        ["resolve"] = ExpressionVectors.RunResolve,
        ["trigger-text"] = ExpressionVectors.RunTriggerText,
        ["filter"] = ExpressionVectors.RunFilter,
        ["function"] = ExpressionVectors.RunFunction,
        ["type"] = ExpressionVectors.RunType,
        ["duration"] = ExpressionVectors.RunDuration,
        ["statement"] = AssertionVectors.RunStatement,
        ["comparator"] = AssertionVectors.RunComparator,
        ["assertion"] = AssertionVectors.RunAssertion,
        ["output"] = AssertionVectors.RunOutput,
        ["missing-variables"] = VariableVectors.RunMissing,
        ["variables"] = VariableVectors.RunVariables,
        ["run-status"] = RunStatusVectors.Run,
        ["trace"] = TraceVectors.Run,
    };

    public static IEnumerable<TheoryDataRow<string>> Covered => Vector.Everything
        .Where(vector => !NotCovered.Reasons.ContainsKey(NotCovered.KeyOf(vector)))
        .Select(vector => new TheoryDataRow<string>(vector.Id) { TestDisplayName = $"{vector.Kind}: {vector.Id}" });

    [Theory]
    [MemberData(nameof(Covered))]
    public void Vector_Run_GivesWhatIsExpected(string id)
    {
        var vector = Vector.Of(id);

        Runners[vector.Kind](vector);
    }

    [Fact]
    public void NotCovered_EveryEntry_NamesVectorsThatExist() =>
        Assert.All(NotCovered.Reasons.Keys, key => Assert.Contains(Vector.Everything, vector => NotCovered.KeyOf(vector) == key));

    [Fact]
    public void Everything_Count_IsWhatWasDelivered() => Assert.Equal(653, Vector.Everything.Count);
}
