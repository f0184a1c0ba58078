using Tracetest.Domain.Definitions;

namespace Tracetest.Domain.Tests.Definitions;

public sealed class EnvironmentSubstitutionTests
{
    private static readonly Dictionary<string, string> Environment = new() { ["A"] = "1", ["LOOP"] = "${A}", ["_x9"] = "y", ["18"] = "n" };

    [Theory]
    [InlineData("", "")]
    [InlineData("a${A}b${A}", "a1b1")]
    [InlineData("${_x9}${18}", "yn")]
    [InlineData("${NOPE}", "")]
    [InlineData("${a}", "")]
    [InlineData("${LOOP}", "${A}")]
    [InlineData("${${A}}", "${1}")]
    [InlineData("$${A}", "$1")]
    [InlineData("${var:A} ${env:A} ${uuid()} ${A } ${} ${A", "${var:A} ${env:A} ${uuid()} ${A } ${} ${A")]
    [InlineData("${é} ${A-B}", "${é} ${A-B}")]
    public void Apply_Text_ReplacesEachNameOnce(string text, string expected) =>
        Assert.Equal(expected, EnvironmentSubstitution.Apply(text, name => Environment.GetValueOrDefault(name)));

    [Fact]
    public void Apply_ValueThatLooksLikeAPattern_IsTakenAsItIs() =>
        Assert.Equal("$1 $& ${name}", EnvironmentSubstitution.Apply("${A}", _ => "$1 $& ${name}"));
}
