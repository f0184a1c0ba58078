using Tracetest.Domain.LanguageServices;

namespace Tracetest.Domain.Tests.LanguageServices;

public sealed class HoverTests
{
    [Theory]
    [InlineData("attr:http.st^atus_code = 200", "attr:http.status_code", "number", "201")]
    [InlineData("^attr:http.method = 'x'", "attr:http.method", "string", "POST")]
    [InlineData("selected:http.status_co^de | count = 2", "selected:http.status_code", "array", "[201, 200]")]
    [InlineData("event:cache.ke^y = 'x'", "event:cache.key", "string", "orders")]
    [InlineData("var:HO^ST = 'x'", "var:HOST", "string", "localhost")]
    [InlineData("1 = 20^0", "200", "number", "200")]
    [InlineData("1ms = 1500u^s", "1500us", "duration", "2ms")]
    [InlineData("attr:http.status_code ^= 200", "=", "", "201 = 200")]
    [InlineData("attr:http.method starts-w^ith 'P'", "starts-with", "", "POST starts-with P")]
    [InlineData("attr:http.method | len^gth = 4", "length", "number", "4")]
    [InlineData("1 ^+ 2 = 3", "1 + 2", "number", "3")]
    [InlineData("(1 + 2 ^* 3) = 7", "1 + 2 * 3", "number", "7")]
    [InlineData("'a^ ${var:HOST}' = 1", "string", "string", "a localhost")]
    [InlineData("'a ${var:H^OST}' = 1", "var:HOST", "string", "localhost")]
    [InlineData("tru^e = 1", "true", "string", "true")]
    public void At_Assertion_TellsTypeAndValue(string marked, string title, string type, string value)
    {
        var (text, position) = Shop.At(marked);

        var hover = Hover.At(text, position, LanguageKind.Assertion, Shop.Context);

        Assert.Equal((title, type, value), (hover?.Title, hover?.Type, hover?.Value));
    }

    [Theory]
    [InlineData("span[http.me^thod = \"GET\"]", "http.method", "An attribute. 2 spans of the trace's 3 have it.", "POST")]
    [InlineData("span[name ^contains \"GET\"]", "contains", "The attribute's text holds this one.", "")]
    [InlineData("sp^an[http.method = \"GET\"]", "selector", "Picks 1 span of the trace's 3.", "")]
    [InlineData("span[kind = \"client\"]:fir^st", "first", "The first of the spans picked.", "")]
    public void At_Selector_Explains(string marked, string title, string explanation, string value)
    {
        var (text, position) = Shop.At(marked);

        var hover = Hover.At(text, position, LanguageKind.Selector, Shop.Context);

        Assert.Equal((title, explanation, value), (hover?.Title, hover?.Explanation, hover?.Value));
    }

    [Theory]
    [InlineData("attr:gone^", "An attribute of the span looked at. 0 spans of the trace's 3 have it. No value here: attribute \"gone\" not found on the span \"POST /orders\".")]
    [InlineData("var:gone^", "A variable: of a variable set, of the run, or an output of an earlier test or step. No value here: variable \"gone\" not found.")]
    [InlineData("1 | bogu^s", "There is no such filter. No value here: filter \"bogus\" not found.")]
    [InlineData("uui^d()", "A random UUID of version 4. Gives a text. Example: `uuid()`.")]
    public void At_Expression_Explains(string marked, string explanation)
    {
        var (text, position) = Shop.At(marked);

        Assert.Equal(explanation, Hover.At(text, position, LanguageKind.Expression, Shop.Context)?.Explanation);
    }

    [Theory]
    [InlineData(LanguageKind.Text, "ht^tp://${var:HOST}")]
    [InlineData(LanguageKind.Assertion, "^")]
    [InlineData(LanguageKind.Assertion, "1 ^ = 2")]
    [InlineData(LanguageKind.Selector, "span[^")]
    public void At_NothingThere_TellsNothing(LanguageKind kind, string marked)
    {
        var (text, position) = Shop.At(marked);

        Assert.Null(Hover.At(text, position, kind, LanguageContext.Empty));
    }

    [Fact]
    public void At_LongValue_IsCut()
    {
        var context = new LanguageContext { Variables = new Dictionary<string, string> { ["x"] = new string('a', 10_000) } };

        Assert.Equal(HoverText.MaxValueLength, Hover.At("var:x", 2, LanguageKind.Expression, context)?.Value.Length);
    }
}
