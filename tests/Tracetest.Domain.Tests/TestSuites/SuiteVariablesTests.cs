using Tracetest.Domain.TestSuites;
using Tracetest.Domain.Variables;

namespace Tracetest.Domain.Tests.TestSuites;

public sealed class SuiteVariablesTests
{
    [Fact]
    public void After_OutputOfTheSameName_Overrides() => Assert.Equal(
        [new Variable("A", ""), new Variable("B", "2")],
        SuiteVariables.After([new Variable("A", "1"), new Variable("B", "2")], [new Variable("A", "")]));

    [Fact]
    public void Missing_EveryStep_SeesEarlierOutputsAndItsOwn()
    {
        SuiteStepVariables[] steps =
        [
            new(["SET", "X", "X"], ["ID"]),
            new(["ID", "OWN", "Y"], ["OWN"]),
            new(["OWN", "Z"], []),
        ];

        var missing = SuiteVariables.Missing(steps, [new Variable("SET", "")]);

        Assert.Equal([["X"], ["Y"], ["Z"]], missing.Select(names => names.ToArray()));
    }

    [Fact]
    public void Missing_OutputOfALaterStep_IsMissing() => Assert.Equal(
        [["A"], []],
        SuiteVariables.Missing([new(["A"], []), new([], ["A"])], []).Select(names => names.ToArray()));
}
