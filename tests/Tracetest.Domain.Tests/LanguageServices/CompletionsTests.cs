using Tracetest.Domain.LanguageServices;

namespace Tracetest.Domain.Tests.LanguageServices;

public sealed class CompletionsTests
{
    private const string Comparators = "=;!=;<;<=;>;>=;contains;not-contains;starts-with;ends-with;matches;not-matches";
    private const string Filters = "json_path;regex;regex_group;get_index;length;type";

    [Theory]
    [InlineData("attr:http.st^", "attr:http.status_code")]
    [InlineData("attr:http.^", "attr:http.method;attr:http.status_code")]
    [InlineData("attr:HTTP.M^", "attr:http.method")]
    [InlineData("status^", "attr:http.status_code")]
    [InlineData("method^", "attr:http.method")]
    [InlineData("parent:http.m^", "parent:http.method")]
    [InlineData("selected:http.m^", "selected:http.method")]
    [InlineData("attr:tracetest.sel^", "attr:tracetest.selected_spans.count")]
    [InlineData("attr:app^", "attr:\"app id\"")]
    [InlineData("attr:\"app^\"", "attr:\"app id\"")]
    [InlineData("event:^", "event:;event:cache.key;event:name")]
    [InlineData("var:^", "var:;var:HOST;var:TOKEN")]
    [InlineData("env:T^", "env:TOKEN")]
    [InlineData("TOK^", "var:TOKEN")]
    [InlineData("ran^", "randomInt")]
    [InlineData("credit^", "creditCard;creditCardCvv;creditCardExpDate")]
    [InlineData("tr^", "true;attr:tracetest.span.duration;attr:tracetest.span.end_time;attr:tracetest.span.name;"
        + "attr:tracetest.span.start_time;attr:tracetest.span.type;attr:tracetest.span.parent_id;attr:tracetest.selected_spans.count")]
    [InlineData("attr:http.method ^", Comparators + ";|;+;-;*;/")]
    [InlineData("attr:http.method !^", "!=")]
    [InlineData("attr:http.method c^", "contains;not-contains")]
    [InlineData("attr:http.method not-^", "not-contains;not-matches")]
    [InlineData("attr:http.method not-con^", "not-contains")]
    [InlineData("attr:http.method sta^rts-w", "starts-with")]
    [InlineData("attr:http.method contains^", "contains;not-contains")]
    [InlineData("attr:http.method = ^POST", "\"POST\";\"GET\"", true)]
    [InlineData("attr:http.method = \"^\"", "\"POST\";\"GET\"")]
    [InlineData("attr:http.method = 'G^", "'GET'")]
    [InlineData("attr:http.status_code = ^", "201;200", true)]
    [InlineData("attr:http.status_code = 20^", "201;200")]
    [InlineData("attr:http.method starts-with \"P^", "\"POST\"")]
    [InlineData("attr:http.method = \"GET\" ^", "|;+;-;*;/")]
    [InlineData("attr:http.method | ^", Filters)]
    [InlineData("attr:http.method | re^", "regex;regex_group")]
    [InlineData("selected:http.status_code | p9^", "p90;p95;p99")]
    [InlineData("selected:http.status_code | p9^ = 1", "p90;p95;p99")]
    [InlineData("attr:http.method | json_path ^", "'$.'")]
    [InlineData("attr:http.method | get_index ^", "0;'last'")]
    [InlineData("attr:http.method | json_path '$.id' ^", Comparators + ";|")]
    [InlineData("attr:http.method | length e^", "ends-with")]
    [InlineData("[1, 2^", "")]
    [InlineData("[1 ^", "|;+;-;*;/;];,")]
    [InlineData("randomInt(1 ^", "|;+;-;*;/;);,")]
    [InlineData("randomInt(var:H^", "var:HOST")]
    [InlineData("\"${var:H^}\"", "var:HOST")]
    [InlineData("\"${var:H^", "var:HOST")]
    [InlineData("\"a ${attr:http.method | le^} b\"", "length")]
    [InlineData("\"a ${attr:http.method ^} b\"", "|;+;-;*;/")]
    [InlineData("\"a ^ b\"", "")]
    [InlineData("nothing_like_it^", "")]
    public void At_Assertion_OffersWhatFits(string marked, string labels, bool isStart = false) =>
        AssertLabels(marked, LanguageKind.Assertion, labels, isStart);

    [Theory]
    [InlineData("attr:http.method ^", "|;+;-;*;/")]
    [InlineData("(attr:http.status_code ^", "|;+;-;*;/;);,")]
    [InlineData("^", "attr:;parent:;root:;selected:;event:;var:;env:;attr:http.method;attr:http.status_code", true)]
    public void At_Expression_OffersWhatFits(string marked, string labels, bool isStart = false) =>
        AssertLabels(marked, LanguageKind.Expression, labels, isStart);

    [Theory]
    [InlineData("http://${var:^", "var:;var:HOST;var:TOKEN")]
    [InlineData("http://${var:H^}/orders", "var:HOST")]
    [InlineData("{\"a\": \"${uu^}\", \"b\": \"${var:HOST}\"}", "uuid")]
    [InlineData("${var:HOST | ^}", Filters)]
    [InlineData("${^}", "attr:;parent:;root:;selected:;event:;var:;env:", true)]
    [InlineData("${var:HOST}/var:^", "")]
    [InlineData("^${var:HOST}", "")]
    [InlineData("var:^", "")]
    public void At_Text_OffersWithinHolesOnly(string marked, string labels, bool isStart = false) =>
        AssertLabels(marked, LanguageKind.Text, labels, isStart);

    [Theory]
    [InlineData("^", "span[;span[tracetest.span.type = \"http\"];span[tracetest.span.type = \"database\"];"
        + "span[service.name = \"shop\"];span[service.name = \"stock\"]")]
    [InlineData("sp^", "span[", true)]
    [InlineData("span^[]", "span[", true)]
    [InlineData("span ^", "[")]
    [InlineData("span[^", "name;kind;http.method;http.status_code;service.name;span.events;tracetest.span.duration", true)]
    [InlineData("span[http.^", "http.method;http.status_code")]
    [InlineData("span[http.st^atus", "http.status_code")]
    [InlineData("span[status^", "http.status_code")]
    [InlineData("span[!db.^", "db.system")]
    [InlineData("span[name = \"x\", k^", "kind")]
    [InlineData("span[\"app^", "app id")]
    [InlineData("span[http.method ^", "=;!=;contains;not-contains;starts-with;ends-with;matches;<;<=;>;>=;];,")]
    [InlineData("span[http.method !^", "!=")]
    [InlineData("span[http.method not^", "not-contains")]
    [InlineData("span[http.method = ^", "\"POST\";\"GET\"")]
    [InlineData("span[http.method = \"P^", "\"POST\"")]
    [InlineData("span[http.method = \"P^\"]", "\"POST\"")]
    [InlineData("span[http.status_code = 20^]", "201;200")]
    [InlineData("span[http.status_code > ^]", "201;200")]
    [InlineData("span[http.method > ^]", "")]
    [InlineData("span[kind = ^", "\"server\";\"client\";\"unespecified\";\"internal\";\"producer\";\"consumer\"")]
    [InlineData("span[name contains \"GE^", "\"GET /stock\"")]
    [InlineData("span[name = \"x\" ^", "];,")]
    [InlineData("span[name = \"x\"]:^", "first;last;nth_child")]
    [InlineData("span[name = \"x\"]:f^", "first")]
    [InlineData("span[name = \"x\"]^", ":first;:last;:nth_child;span[;>;,")]
    [InlineData("span[] > ^", "span[", true)]
    [InlineData("span[/* na^ */", "")]
    [InlineData("// sp^", "")]
    public void At_Selector_OffersWhatFits(string marked, string labels, bool isStart = false) =>
        AssertLabels(marked, LanguageKind.Selector, labels, isStart);

    [Theory]
    [InlineData(LanguageKind.Assertion, "attr:http.st^atus = 200", "attr:http.status_code = 200")]
    [InlineData(LanguageKind.Assertion, "attr:http.method = \"P^X\" ", "attr:http.method = \"POST\" ")]
    [InlineData(LanguageKind.Assertion, "attr:http.method not-^ 'x'", "attr:http.method not-contains 'x'")]
    [InlineData(LanguageKind.Assertion, "attr:http.method | json^ = 1", "attr:http.method | json_path '$.' = 1")]
    [InlineData(LanguageKind.Assertion, "attr:http.method ^", "attr:http.method =")]
    [InlineData(LanguageKind.Text, "a${uu^}b", "a${uuid()}b")]
    [InlineData(LanguageKind.Selector, "span[http.st^atus = 200]", "span[http.status_code = 200]")]
    [InlineData(LanguageKind.Selector, "span[http.method !^ \"x\"]", "span[http.method != \"x\"]")]
    [InlineData(LanguageKind.Selector, "span[app^]", "span[\"app id\"]")]
    [InlineData(LanguageKind.Selector, "span[]:nth^", "span[]:nth_child(1)")]
    public void At_FirstCompletion_WritesTheText(LanguageKind kind, string marked, string written)
    {
        var (text, position) = Shop.At(marked);

        var list = Completions.At(text, position, kind, Shop.Context);

        Assert.Equal(written, text.Remove(list.Replace.Start, list.Replace.Length).Insert(list.Replace.Start, list.Items[0].Insert));
    }

    [Fact]
    public void At_Attribute_TellsSpansAndValues()
    {
        var item = Assert.Single(Completions.At("attr:http.s", 11, LanguageKind.Assertion, Shop.Context).Items);

        Assert.Equal(CompletionKind.Attribute, item.Kind);
        Assert.Equal("2 spans", item.Detail);
        Assert.Equal("On this span: `201`. Values seen: `201`, `200`.", item.Documentation);
    }

    [Fact]
    public void At_Variable_TellsItsValue() =>
        Assert.Equal("localhost", Assert.Single(Completions.At("var:H", 5, LanguageKind.Expression, Shop.Context).Items).Detail);

    [Fact]
    public void At_NoTrace_OffersWhatEverySpanHas() =>
        Assert.Equal(
            ["name", "kind", "tracetest.span.name", "tracetest.span.type", "tracetest.span.duration", "service.name"],
            Completions.At("span[", 5, LanguageKind.Selector, LanguageContext.Empty).Items.Select(item => item.Label));

    [Fact]
    public void At_LargeTrace_IsBounded()
    {
        var span = Traces.TraceBuilder.Span(1, attributes: [.. Enumerable.Range(0, 1000).Select(i => ($"a{i}", "x"))]);
        var context = new LanguageContext { Trace = Traces.TraceBuilder.Trace(span) };

        Assert.Equal(CompletionList.MaxCount, Completions.At("attr:a", 6, LanguageKind.Expression, context).Items.Length);
    }

    private static void AssertLabels(string marked, LanguageKind kind, string labels, bool isStart)
    {
        var (text, position) = Shop.At(marked);

        var found = string.Join(';', Completions.At(text, position, kind, Shop.Context).Items.Select(item => item.Label));

        if (isStart)
        {
            Assert.StartsWith(labels, found, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(labels, found);
        }
    }
}
