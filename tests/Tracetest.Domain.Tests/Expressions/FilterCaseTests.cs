using Tracetest.Domain.Expressions;
using Tracetest.Domain.Expressions.Filters;

namespace Tracetest.Domain.Tests.Expressions;

public sealed class FilterCaseTests
{
    private const string Document = """
        {"id":7,"key with space":"s","l":[1,2,3,4,5],"n":null,"o":{"a":{"x":1},"b":{"x":2}},"t":true,
         "u":[{"n":"ada","v":3},{"n":"bob","v":5},{"n":"cyd"}],"w":1.50e2}
        """;

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
    [InlineData("{\"a\":1e3}", "1000")]
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
    public void JsonPath_NotQuiteJson_IsRefused(string document) =>
        Assert.Equal("json_path: invalid JSON input", FilterCatalog.Prepare("json_path", ["$.a"])(Value.Of(document)).Fault?.Message);

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
