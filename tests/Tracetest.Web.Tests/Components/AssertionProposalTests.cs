using Tracetest.Domain.Expressions;
using Tracetest.Web.Components.Language;

namespace Tracetest.Web.Tests.Components;

public sealed class AssertionProposalTests
{
    [Theory]
    [InlineData("http.status_code", "200", "attr:http.status_code = 200")]
    [InlineData("db.system", "redis", "attr:db.system = \"redis\"")]
    [InlineData("tracetest.span.duration", "94200000", "attr:tracetest.span.duration <= 94ms")]
    [InlineData("app id", "x", "attr:\"app id\" = \"x\"")]
    [InlineData("tracetest.response.body", "{\"id\":52}", "attr:tracetest.response.body = '{\"id\":52}'")]
    public void Of_Value_CanBeReadAndIsWrittenAsItsLiteral(string attribute, string value, string expected)
    {
        var proposal = AssertionProposal.Of(attribute, value);

        Assert.Equal(expected, proposal);
        Assert.True(Statement.Parse(proposal).IsValid);
    }

    [Theory]
    [InlineData("both \" and '")]
    [InlineData("${var:X}")]
    [InlineData("a\\b")]
    public void Of_ValueNoLiteralWrites_IsLeftToTheUser(string value) => Assert.Equal("attr:a = ", AssertionProposal.Of("a", value));
}
