using Tracetest.Domain.Assertions;
using Tracetest.Domain.Expressions;

namespace Tracetest.Domain.Tests.Assertions;

public sealed class CheckExplainerTests
{
    private static readonly AssertionFault NoMatch = new(AssertionFaultKind.NoMatch, "no match");

    [Theory]
    [InlineData("attr:a = 200", "404", "200", "observed 404, expected 200: 204 more")]
    [InlineData("attr:a = 1.5", "1.25", "1.5", "observed 1.25, expected 1.5: 0.25 less")]
    [InlineData("attr:a = \"GET\"", "POST", "GET", "observed \"POST\", expected \"GET\"")]
    [InlineData("attr:a = \"GET\"", "get", "GET", "\"get\" and \"GET\" differ in letter case only")]
    [InlineData("attr:a = \"GET\"", "GET ", "GET", "\"GET \" and \"GET\" differ in white space only")]
    [InlineData("attr:a = \"x\"", "", "x", "observed nothing, expected \"x\"")]
    [InlineData("attr:a != 5", "5", "5", "both sides are 5")]
    [InlineData("attr:a < 400", "404", "400", "observed 404, expected < 400: 4 more")]
    [InlineData("attr:a > 400", "400", "400", "observed 400, expected > 400: exactly that")]
    [InlineData("attr:a <= 80ms", "94ms", "80ms", "observed 94ms, expected <= 80ms: 14ms more")]
    [InlineData("attr:a >= 2s", "1.2s", "2s", "observed 1.2s, expected >= 2s: 800ms less")]
    [InlineData("attr:tracetest.span.duration = 20000000", "25000000", "20000000", "observed 25ms, expected 20ms: 5ms more")]
    [InlineData("attr:a contains \"b\"", "xyz", "b", "\"xyz\" does not contain \"b\"")]
    [InlineData("attr:a contains \"b\"", "aBc", "b", "it contains \"b\" in another letter case only")]
    [InlineData("attr:a contains '{\"a\":1}'", "{\"a\":{\"b\":2}}", "{\"a\":{\"b\":3,\"c\":1}}", "`$.a.b` is 2, expected 3")]
    [InlineData("attr:a contains '{\"a\":1}'", "{\"b\":1}", "{\"a\":1}", "`$.a` is missing, expected 1")]
    [InlineData("attr:a not-contains \"b\"", "abc", "b", "\"abc\" contains \"b\"")]
    [InlineData("attr:a starts-with \"/v2\"", "/v1/items", "/v2", "it starts with \"/v1\", not with \"/v2\"")]
    [InlineData("attr:a ends-with \"ms\"", "items", "ex", "it ends with \"ms\", not with \"ex\"")]
    [InlineData("attr:a matches \"^x\"", "abc", "^x", "the pattern `^x` does not match \"abc\"")]
    [InlineData("attr:a not-matches \"^a\"", "abc", "^a", "the pattern `^a` matches \"abc\"")]
    public void Explain_Mismatch_SaysWhy(string assertion, string observed, string expected, string reason) =>
        Assert.Equal(reason, new CheckExplainer(assertion).Explain(new SpanResult(null, observed, expected, NoMatch)).Reason);

    [Fact]
    public void Explain_LongTexts_NamesWhereTheyPart()
    {
        var same = new string('a', 70);

        var explanation = new CheckExplainer("attr:a = \"x\"").Explain(new SpanResult(null, same + "b", same + "c", NoMatch));

        Assert.Equal("the texts differ from character 71 on: observed \"b\", expected \"c\"", explanation.Reason);
    }

    [Fact]
    public void Explain_Pass_HasKindsAndNoReason()
    {
        var explanation = new CheckExplainer("attr:tracetest.span.duration < 1s").Explain(new SpanResult(null, "20ms", "1s", null));

        Assert.Equal((ValueKind.Duration, "20ms", ""), (explanation.Observed.Kind, explanation.Observed.Readable, explanation.Reason));
    }

    [Fact]
    public void Explain_StartTime_IsReadAsATime()
    {
        var explanation = new CheckExplainer("attr:tracetest.span.start_time > 1").Explain(new SpanResult(null, "1700000000000000000", "1", null));

        Assert.StartsWith("2023-11-14T22:13:20", explanation.Observed.Readable, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_OtherFault_IsItsMessage() => Assert.Equal("types mismatch", new CheckExplainer("1 + \"a\" = 1")
        .Explain(new SpanResult(null, "", "", new AssertionFault(AssertionFaultKind.Evaluation, "types mismatch"))).Reason);
}
