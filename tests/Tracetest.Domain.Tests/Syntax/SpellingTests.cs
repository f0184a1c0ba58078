using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Tests.Syntax;

public sealed class SpellingTests
{
    private static readonly string[] Known = ["length", "type", "regex", "regex_group", "get_index", "json_path", "min", "max"];

    [Theory]
    [InlineData("lenght", "length")]
    [InlineData("LENGTH", "length")]
    [InlineData("jsonpath", "json_path")]
    [InlineData("regx", "regex")]
    [InlineData("mix", "max min")]
    [InlineData("tpye", "type")]
    [InlineData("upper", "")]
    [InlineData("", "")]
    public void Nearest_Name_FindsWhatTakesFewChanges(string wanted, string expected) =>
        Assert.Equal(expected, string.Join(' ', Spelling.Nearest(wanted, Known)));

    [Fact]
    public void Nearest_ManyAlike_GivesThreeInOrder() =>
        Assert.Equal(["ab", "ac", "ad"], Spelling.Nearest("aa", ["af", "ae", "ad", "ac", "ab", "ab"]));

    [Fact]
    public void Nearest_LongName_GivesNone() => Assert.Empty(Spelling.Nearest(new string('a', 65), [new string('a', 65)]));

    [Fact]
    public void DidYouMean_TwoNear_NamesBoth() => Assert.Equal("did you mean `max` or `min`", Spelling.DidYouMean("mix", Known));
}
