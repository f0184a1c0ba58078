using Tracetest.Domain.Assertions;

namespace Tracetest.Domain.Tests.Assertions;

public sealed class RequiredGatesTests
{
    [Theory]
    [InlineData(true, true, 80, "")]
    [InlineData(false, true, 80, "test-specs")]
    [InlineData(true, false, 80, "analyzer-rules")]
    [InlineData(true, true, 79, "analyzer-score")]
    [InlineData(false, false, 0, "test-specs analyzer-rules analyzer-score")]
    public void Judged_Verdicts_FailTheirGates(bool specsPassed, bool rulesPassed, int score, string expected) =>
        Assert.Equal(expected, string.Join(' ', RequiredGatesResult.Default.Judged(specsPassed, new(rulesPassed, score, 80)).Failed));

    [Fact]
    public void Judged_NoAnalyzer_FailsNoneOfItsGates()
    {
        var gates = new RequiredGatesResult(RequiredGatesResult.Known, []).Judged(specsPassed: true, analyzer: null);

        Assert.Empty(gates.Failed);
        Assert.True(gates.IsPassed);
    }
}
