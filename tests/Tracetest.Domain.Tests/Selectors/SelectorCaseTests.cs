using Tracetest.Domain.Selectors;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Tests.Selectors;

public sealed class SelectorCaseTests
{
    public static IEnumerable<TheoryDataRow<string, string>> Cases => CaseFile.Read("Selectors/selectors.cases");

    public static IEnumerable<TheoryDataRow<string, string>> Faults => CaseFile.Read("Selectors/selector_faults.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Parse_Case_GivesItsOutcome(string input, string outcome) =>
        Assert.Equal(outcome, CaseFile.Outcome(Selector.Parse(input)));

    [Theory]
    [MemberData(nameof(Faults))]
    public void Parse_FaultyCase_TellsEveryFault(string input, string faults) =>
        Assert.Equal(faults, string.Join(" | ", Selector.Parse(input).Errors));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Parse_CanonicalText_ComesBackUnchanged(string input, string outcome)
    {
        if (Selector.Parse(input) is { IsValid: true } parsed)
        {
            Assert.Equal(outcome, Selector.Parse(parsed.Value.ToString()).Value?.ToString());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t")]
    [InlineData("// nothing")]
    public void Parse_Blank_PicksEverything(string input) =>
        Assert.Empty(Selector.Parse(input).Value!.Alternatives);

    [Fact]
    public void Parse_TooManySteps_IsRefusedAtTheStep()
    {
        var parsed = Selector.Parse(string.Concat(Enumerable.Repeat("span[]", LanguageLimits.MaxDepth + 1)));

        Assert.Equal("span[]".Length * LanguageLimits.MaxDepth, parsed.Error?.Index);
    }

    [Fact]
    public void Parse_TooLong_IsRefused() =>
        Assert.False(Selector.Parse(new string(' ', LanguageLimits.MaxLength + 1)).IsValid);
}
