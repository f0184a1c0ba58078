using Tracetest.Domain.Expressions;
using Tracetest.Domain.Expressions.Filters;

namespace Tracetest.Domain.Tests.Expressions;

public sealed class FilterCaseTests
{
    private const string Document = """
        {"id":7,"key with space":"s","l":[1,2,3,4,5],"n":null,"o":{"a":{"x":1},"b":{"x":2}},"t":true,
         "u":[{"n":"ada","v":3},{"n":"bob","v":5},{"n":"cyd"}],"w":1.50e2}
        """;

    private const string Zeros10 = "0000000000";
    private const string Zeros100 = Zeros10 + Zeros10 + Zeros10 + Zeros10 + Zeros10 + Zeros10 + Zeros10 + Zeros10 + Zeros10 + Zeros10;
    private const string Zeros400 = Zeros100 + Zeros100 + Zeros100 + Zeros100;

    private const string Text = "ada é😀\nbob 12\n345٣";

    public static IEnumerable<TheoryDataRow<string, string>> Paths => CaseFile.Read("Expressions/json_paths.cases");

    public static IEnumerable<TheoryDataRow<string, string>> Patterns => CaseFile.Read("Expressions/regexes.cases");

    [Theory]
    [MemberData(nameof(Paths))]
    public void JsonPath_Case_GivesItsOutcome(string path, string outcome) => Check("json_path", path, Document, outcome);

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Regex_Case_GivesItsOutcome(string pattern, string outcome) => Check("regex", pattern, Text, outcome);

    [Theory]
    [InlineData(".*", "abc", "abc")]
    [InlineData("x*", "abc", "[\"\", \"\", \"\", \"\"]")]
    [InlineData("[a-z]*", "aXbX", "[\"a\", \"b\", \"\"]")]
    [InlineData("$", "a\n", "")]
    [InlineData("a$", "a\n", "[]")]
    [InlineData(".", "😀b", "[\"😀\", \"b\"]")]
    [InlineData("[^b]", "😀b", "😀")]
    public void Regex_EmptyAndWideMatches_CountAsRe2Counts(string pattern, string text, string expected) =>
        Assert.Equal(expected, FilterCatalog.Prepare("regex", [pattern])(Value.Of(text)).Value.Text);

    [Fact]
    public void RegexGroup_NamedGroups_KeepTheirPlace() =>
        Assert.Equal("[1, 2, 3]", FilterCatalog.Prepare("regex_group", ["(?P<x>\\d)-(\\d)-(?<y>\\d)"])(Value.Of("1-2-3")).Value.Text);

    [Fact]
    public void Regex_PatternThatExplodesWhenBacktracking_Ends() =>
        Assert.Equal("[]", FilterCatalog.Prepare("regex", ["(a+)+b"])(Value.Of(new string('a', 50_000))).Value.Text);

    [Fact]
    public void JsonPath_WildcardsUponWildcards_EndAtTheLimit()
    {
        var list = $"[{string.Join(',', Enumerable.Repeat("1", 1_000))}]";
        var document = $"[{string.Join(',', Enumerable.Repeat(list, 200))}]";

        var evaluated = FilterCatalog.Prepare("json_path", ["$[*][*]"])(Value.Of(document));

        Assert.Equal("json_path: more than 100000 hits", evaluated.Fault?.Message);
    }

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}", "2")]
    [InlineData("\ufeff{\"a\":1}", "1")]
    [InlineData("{\"a\":\"\\ud83d\\ude00\"}", "😀")]
    [InlineData("{\"a\":\"\\ud83d\\u0041\\ude00\"}", "\ufffdA\ufffd")]
    [InlineData("{\"a\":1e3}", "1000")]
    [InlineData("{\"a\":-0}", "0")]
    [InlineData("{\"a\":-0.0e999999999}", "0")]
    [InlineData("{\"a\":-1.50e-3}", "-0.0015")]
    [InlineData("{\"a\":9223372036854775808}", "9223372036854775808")]
    [InlineData("{\"a\":123456789012345678901234567890.10}", "123456789012345678901234567890.1")]
    [InlineData("{\"a\":1e999999999}", "1e999999999")]
    [InlineData("{\"a\":{\"b\":1.0,\"a\":\"\\n\"}}", "{\"a\":\"\\n\",\"b\":1}")]
    public void JsonPath_Hit_IsRenderedExactly(string document, string expected) =>
        Assert.Equal(expected, FilterCatalog.Prepare("json_path", ["$.a"])(Value.Of(document)).Value.Text);

    [Theory]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":1} x")]
    [InlineData("{\"a\":\"\t\"}")]
    [InlineData("{\"a\":01}")]
    [InlineData("/**/{\"a\":1}")]
    [InlineData("{'a':1}")]
    [InlineData("{a:1}")]
    [InlineData("{\"a\":+1}")]
    [InlineData("{\"a\":.5}")]
    [InlineData("{\"a\":1.}")]
    [InlineData("{\"a\":1e}")]
    [InlineData("{\"a\":-}")]
    [InlineData("{\"a\":NaN}")]
    [InlineData("{\"a\":\"\\x\"}")]
    [InlineData("{\"a\":\"\\u00g1\"}")]
    [InlineData("{\"a\":\"\\u+123\"}")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\":1")]
    [InlineData("\u00a0")]
    [InlineData("1 2")]
    public void JsonPath_NotQuiteJson_IsRefused(string document) =>
        Assert.Equal("json_path: invalid JSON input", FilterCatalog.Prepare("json_path", ["$.a"])(Value.Of(document)).Fault?.Message);

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n")]
    public void JsonPath_NoDocument_HasNoHit(string document) =>
        Assert.True(FilterCatalog.Prepare("json_path", ["$.a"])(Value.Of(document)).Value.IsNil);

    [Theory]
    [InlineData("[9007199254740992,9007199254740993]", "@ == 9007199254740993", "9007199254740993")]
    [InlineData("[9007199254740992,9007199254740993]", "@ > 9007199254740992.5", "9007199254740993")]
    [InlineData("[1e400,1]", "@ > 2", "1" + Zeros400)]
    [InlineData("[-2,-1.5,-10]", "@ > -2", "-1.5")]
    [InlineData("[1,\"1\",true,null]", "@ == 1.0", "1")]
    [InlineData("[1,\"1\",true]", "@ == \"1\"", "1")]
    [InlineData("[{\"k\":\"it's\"},{\"k\":2}]", "@['k'] == 'it\\'s'", "{\"k\":\"it's\"}")]
    public void JsonPath_Condition_ComparesByTypeAndExactValue(string document, string condition, string expected) =>
        Assert.Equal(expected, FilterCatalog.Prepare("json_path", [$"$[?({condition})]"])(Value.Of(document)).Value.Text);

    [Theory]
    [InlineData("$['it\\'s']", "1")]
    [InlineData("$[\"q\\\"q\"]", "2")]
    [InlineData("$['a\\b']", "3")]
    [InlineData("$['a\\\\b']", "3")]
    [InlineData("$.नाम", "4")]
    [InlineData("$['']", "5")]
    public void JsonPath_QuotedName_ReadsEscapes(string path, string expected) => Assert.Equal(
        expected,
        FilterCatalog.Prepare("json_path", [path])(Value.Of("""{"it's":1,"q\"q":2,"a\\b":3,"नाम":4,"":5}""")).Value.Text);

    [Fact]
    public void JsonPath_DocumentOfMonstrousDepth_IsRefused() => Assert.Equal(
        "json_path: invalid JSON input",
        FilterCatalog.Prepare("json_path", ["$..a"])(Value.Of(new string('[', 200_000) + new string(']', 200_000))).Fault?.Message);

    private static void Check(string filter, string argument, string input, string outcome)
    {
        var evaluated = FilterCatalog.Prepare(filter, [argument])(Value.Of(input));
        if (outcome.StartsWith('!'))
        {
            Assert.StartsWith(outcome[2..], evaluated.Fault?.Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Null(evaluated.Fault);
            Assert.Equal(outcome, evaluated.Value.IsNil ? "nil" : evaluated.Value.Text);
        }
    }
}
