using Tracetest.Domain.Expressions;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Tests.Expressions;

public sealed class ExpressionCaseTests
{
    public static IEnumerable<TheoryDataRow<string, string>> Expressions => CaseFile.Read("Expressions/expressions.cases");

    public static IEnumerable<TheoryDataRow<string, string>> Statements => CaseFile.Read("Expressions/statements.cases");

    public static IEnumerable<TheoryDataRow<string, string>> Errors => CaseFile.Read("Expressions/errors.cases");

    [Theory]
    [MemberData(nameof(Errors))]
    public void Parse_Faulty_NamesEveryFaultAndItsCure(string input, string outcome) =>
        Assert.Equal(outcome, CaseFile.Outcome(Statement.Parse(input)));

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Parse_Expression_GivesItsOutcome(string input, string outcome) =>
        Assert.Equal(outcome, CaseFile.Outcome(Expression.Parse(input)));

    [Theory]
    [MemberData(nameof(Statements))]
    public void Parse_Statement_GivesItsOutcome(string input, string outcome) =>
        Assert.Equal(outcome, CaseFile.Outcome(Statement.Parse(input)));

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Parse_CanonicalExpression_ComesBackUnchanged(string input, string outcome)
    {
        if (Expression.Parse(input) is { IsValid: true } parsed)
        {
            Assert.Equal(outcome, Expression.Parse(parsed.Value.ToString()).Value?.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Statements))]
    public void Parse_CanonicalStatement_ComesBackUnchanged(string input, string outcome)
    {
        if (Statement.Parse(input) is { IsValid: true } parsed)
        {
            Assert.Equal(outcome, Statement.Parse(parsed.Value.ToString()).Value?.ToString());
        }
    }

    [Fact]
    public void Parse_Empty_NamesTheFirstColumn() => Assert.Equal(1, Expression.Parse("").Error?.Column);

    [Fact]
    public void Parse_NestedTooDeep_IsRefusedAtTheBracket()
    {
        var depth = LanguageLimits.MaxDepth + 1;

        var parsed = Expression.Parse(new string('[', depth) + "1" + new string(']', depth));

        Assert.Equal($"found more than {LanguageLimits.MaxDepth} levels, one in the other, expected fewer", parsed.Error?.Message);
    }

    [Fact]
    public void Parse_NestedAsDeepAsAllowed_IsSound()
    {
        var depth = LanguageLimits.MaxDepth;

        Assert.True(Expression.Parse(new string('[', depth) + "1" + new string(']', depth)).IsValid);
    }

    [Fact]
    public void Parse_TooLong_IsRefused() =>
        Assert.False(Expression.Parse($"'{new string('x', LanguageLimits.MaxLength)}'").IsValid);
}
