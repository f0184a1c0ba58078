using Tracetest.Domain.Expressions;

namespace Tracetest.Domain.Tests.Expressions;

public sealed class InterpolatedTextTests
{
    private static readonly EvaluationContext Context = EvaluationContext.Of([new("A", "1"), new("J", "{\"x}\":\"y\"}")]);

    [Theory]
    [InlineData("", "")]
    [InlineData("plain 'text' \"with\" \\ all", "plain 'text' \"with\" \\ all")]
    [InlineData("${var:A}", "1")]
    [InlineData("a${var:A}b${env:A}c", "a1b1c")]
    [InlineData("$${var:A}", "$1")]
    [InlineData("${} ${", "${} ${")]
    [InlineData("${}${var:A}", "${}1")]
    [InlineData("${ var:J | json_path '$[\"x}\"]' }", "y")]
    [InlineData("${\"${var:A}\"}!", "1!")]
    [InlineData("x${attr:a}y", "xy")]
    [InlineData("line\n${1 +\n1}\n", "line\n2\n")]
    public void Resolve_Text_HasItsHolesFilled(string text, string expected) =>
        Assert.Equal(expected, InterpolatedText.Parse(text).Resolve(Context).Value.Text);

    [Theory]
    [InlineData("ab ${nope} c", 6)]
    [InlineData("${1 1}", 5)]
    [InlineData("${'a}", 3)]
    [InlineData("x ${1 = 1}", 7)]
    [InlineData("${f(}", 5)]
    public void Parse_FaultyHole_PointsIntoTheWholeText(string text, int column)
    {
        var parsed = InterpolatedText.Parse(text);

        Assert.Equal(column, parsed.Error?.Column);
        Assert.Equal(ExpressionFaultKind.Syntax, parsed.Resolve(Context).Fault?.Kind);
        Assert.Empty(parsed.VariableNames);
    }

    [Fact]
    public void VariableNames_Everywhere_AreFoundInOrder() => Assert.Equal(
        ["A", "B", "C", "D", "A"],
        InterpolatedText.Parse("${var:A + env:B | f var:C} ${[\"${var:D}\"]}${var:A}").VariableNames);
}
