using System.Text.Json;

namespace Tracetest.Conformance.Tests.Language;

/// <summary>What is suggested for a defect may tell no more than what decides; what it tells must hold.</summary>
public sealed class PartialExpectationTests
{
    private const string FailingSpec = """
        {"trace":{"id":"0000000000000001","name":"a"},"specs":[{"selector":"","assertions":["1 = 2"]}]}
        """;

    private const string UnresolvedOutput = """
        {"trace":{"id":"0000000000000001","name":"a"},"outputs":[{"name":"X","selector":"","value":"attr:nope"}]}
        """;

    [Theory]
    [InlineData("statement", """{"statement":"1 = 2"}""", """{"pass":false}""")]
    [InlineData("statement", """{"statement":"1 = 2"}""", """{"left":"1"}""")]
    [InlineData("statement", """{"statement":"1 = 2"}""", """{"errorKind":"no-match"}""")]
    [InlineData("expression", """{"expression":"1 + 1"}""", """{"type":"number"}""")]
    [InlineData("assertion", FailingSpec, """{"allPassed":false}""")]
    [InlineData("assertion", FailingSpec, """{"results":[{"results":[{"spanResults":[{"passed":false}]}]}]}""")]
    [InlineData("output", UnresolvedOutput, """{"outputs":[{"resolved":false}]}""")]
    [InlineData("output", UnresolvedOutput, """{"outputs":[{"spanId":"0000000000000001","error":"any"}]}""")]
    public void Run_SuggestedPart_Passes(string kind, string input, string suggested) =>
        Assert.Equal(new Outcome.Passed(), VectorRunner.Run(Suggesting(kind, input, suggested)));

    [Theory]
    [InlineData("statement", """{"statement":"1 = 2"}""", """{"pass":true}""")]
    [InlineData("expression", """{"expression":"1 +"}""", """{"type":"number"}""")]
    [InlineData("assertion", FailingSpec, """{"allPassed":true}""")]
    [InlineData("assertion", FailingSpec, """{"results":[{"results":[{"spanResults":[{"passed":true}]}]}]}""")]
    [InlineData("assertion", FailingSpec, """{"results":[{"results":[{"spanResults":[{}]}]}]}""")]
    [InlineData("assertion", FailingSpec, """{"results":[{"results":[{"spanResults":[]}]}]}""")]
    [InlineData("assertion", FailingSpec, """{"results":[{"results":[{"spanResults":[{"spanId":""}]}]}]}""")]
    [InlineData("output", UnresolvedOutput, """{"outputs":[{"resolved":true}]}""")]
    [InlineData("output", UnresolvedOutput, """{"outputs":[{"resolved":false,"error":null}]}""")]
    public void Run_SuggestedPartThatDoesNotHold_Fails(string kind, string input, string suggested) =>
        Assert.IsType<Outcome.Failed>(VectorRunner.Run(Suggesting(kind, input, suggested)));

    [Fact]
    public void Run_WholeExpectationWithoutTheError_Fails() => Assert.IsType<Outcome.Failed>(VectorRunner.Run(Vectors.Of(
        "output", UnresolvedOutput, """{"outputs":[{"name":"X","value":"","spanId":"0000000000000001","resolved":false}]}""")));

    private static Vector Suggesting(string kind, string input, string suggested) =>
        Vectors.Of(kind, input, """{"any":1}""") with { Expected = JsonElement.Parse(suggested), IsPartial = true };
}
