using Tracetest.Domain.Expressions;
using Tracetest.Domain.Expressions.Json;
using Tracetest.Domain.Patterns;
using Tracetest.Domain.Selectors;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Tests.Language;

/// <summary>A piece repeated up to the longest text that is read: recursion without a bound would end the process.</summary>
public sealed class RepeatedTextTests
{
    [Theory]
    [InlineData("-")]
    [InlineData("- ")]
    [InlineData("(")]
    [InlineData("-(")]
    [InlineData("[")]
    [InlineData("f(")]
    [InlineData("[-")]
    [InlineData("1 | f ")]
    [InlineData("1 + (")]
    [InlineData("'${f(")]
    [InlineData("\"${'")]
    [InlineData("“")]
    public void Parse_RepeatedPieceOfAnExpression_IsRefused(string piece)
    {
        Assert.False(Statement.Parse(Repeat(piece)).IsValid);
        Assert.NotNull(InterpolatedText.Parse("${" + Repeat(piece)));
        Assert.NotNull(InterpolatedText.Parse(Repeat("${" + piece)));
    }

    [Theory]
    [InlineData("span[")]
    [InlineData("span[] ")]
    [InlineData("span[]>")]
    [InlineData("span[!")]
    [InlineData(":first")]
    [InlineData("/*")]
    public void Parse_RepeatedPieceOfASelector_IsRefused(string piece) => Assert.False(Selector.Parse("span[]" + Repeat(piece) + "[").IsValid);

    [Theory]
    [InlineData("[?(")]
    [InlineData("[?((")]
    [InlineData("[?(!")]
    [InlineData("[")]
    [InlineData("..")]
    public void Parse_RepeatedPieceOfAPath_IsRefused(string piece) => Assert.False(JsonPath.Parse("$" + Repeat(piece)).IsValid);

    [Theory]
    [InlineData("(")]
    [InlineData("(?:")]
    [InlineData("[")]
    [InlineData("(?i")]
    public void Parse_RepeatedPieceOfAPattern_IsRefused(string piece) => Assert.False(Pattern.Parse(Repeat(piece)).IsValid);

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    [InlineData("[{\"a\":")]
    [InlineData("-")]
    public void TryRead_RepeatedPieceOfJson_IsRefused(string piece) => Assert.False(JsonReader.TryRead(Repeat(piece), out _));

    private static string Repeat(string piece) => string.Concat(Enumerable.Repeat(piece, (LanguageLimits.MaxLength / piece.Length) - 10));
}
