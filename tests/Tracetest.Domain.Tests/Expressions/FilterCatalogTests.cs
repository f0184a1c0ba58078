using Tracetest.Domain.Expressions;
using Tracetest.Domain.Expressions.Filters;
using Tracetest.Domain.Expressions.Functions;

namespace Tracetest.Domain.Tests.Expressions;

public sealed class FilterCatalogTests
{
    public static IEnumerable<TheoryDataRow<string>> Examples => FilterCatalog.All.Concat(FunctionCatalog.All)
        .Select(description => new TheoryDataRow<string>(description.Example));

    [Theory]
    [MemberData(nameof(Examples))]
    public void All_Example_CanBeRead(string example) => Assert.True(Expression.Parse(example).IsValid);

    [Fact]
    public void All_Filters_AreThoseOfTheLanguage()
    {
        Assert.Equal(["json_path", "regex", "regex_group", "get_index", "length", "type"], FilterCatalog.All.Select(filter => filter.Name));
        Assert.Equal(
            ["min", "max", "avg", "sum", "count", "distinct", "p50", "p90", "p95", "p99"],
            FilterCatalog.Aggregates.Select(filter => filter.Name));
    }

    [Theory]
    [InlineData("lenght", "", "found `lenght`, expected a filter; did you mean `length`")]
    [InlineData("upper", "", "found `upper`, expected a filter")]
    [InlineData("count", "", "found `count`, expected a filter; `count` is for the values of `selected:` and `event:`")]
    [InlineData("p95", "", "found `p95`, expected a filter; `p95` is for the values of `selected:` and `event:`")]
    [InlineData("json_path", "", "found no argument, expected 1 argument; `json_path` takes `path`")]
    [InlineData("length", "x", "found 1 argument, expected no argument; `length` takes none")]
    [InlineData("regex", "a;b", "found 2 arguments, expected 1 argument; `regex` takes `pattern`")]
    [InlineData("regex", "a(?=b)", "found `(?=`, expected a group of the RE2 dialect; RE2 has no lookahead")]
    [InlineData("regex_group", "(", "found `(` without end, expected `)`; for a parenthesis write `\\(`")]
    [InlineData("json_path", "$.a[", "found the end, expected `*`, a number, a quoted name, a slice or `?(`")]
    [InlineData("get_index", "1.5", "found `1.5`, expected an index; write a whole number, counting from 0, or `last`")]
    public void Check_FaultyFilter_SaysSoBeforeEvaluation(string name, string arguments, string message) =>
        Assert.Equal(message, FilterCatalog.Check(name, [.. arguments.Split(';', StringSplitOptions.RemoveEmptyEntries)])?.Diagnostic.Message);

    [Theory]
    [InlineData("regex", 0, "(a", 0)]
    [InlineData("json_path", 0, "$.a-b", 3)]
    [InlineData("get_index", 0, "x", 0)]
    public void Check_FaultyArgument_IsPointedAt(string name, int argument, string text, int index)
    {
        var fault = FilterCatalog.Check(name, [text]);

        Assert.Equal((argument, index), (fault?.Argument, fault?.Diagnostic.Index));
    }

    [Theory]
    [InlineData("json_path", "$.a")]
    [InlineData("regex", "a+")]
    [InlineData("get_index", "last")]
    [InlineData("get_index", "-1")]
    [InlineData("json_path", null)]
    public void Check_SoundOrUnknownArgument_FindsNothing(string name, string? argument) => Assert.Null(FilterCatalog.Check(name, [argument]));

    [Theory]
    [InlineData("count", null)]
    [InlineData("p95", null)]
    [InlineData("length", null)]
    [InlineData("cuont", "found `cuont`, expected a filter; did you mean `count`")]
    [InlineData("p100", "found `p100`, expected a filter")]
    [InlineData("p0", "found `p0`, expected a filter")]
    public void Check_Aggregate_IsKnownWhereItMayStand(string name, string? message) =>
        Assert.StartsWith(message ?? "", FilterCatalog.Check(name, [], isAggregate: true)?.Diagnostic.Message ?? "", StringComparison.Ordinal);

    [Theory]
    [InlineData("upper", "resolution error: filter \"upper\" not found")]
    [InlineData("lenght", "resolution error: filter \"lenght\" not found; did you mean `length`")]
    [InlineData("count", "resolution error: filter \"count\" not found; `count` is for the values of `selected:` and `event:`")]
    public void Prepare_UnknownFilter_NamesTheNearOnes(string name, string message) =>
        Assert.Equal(message, FilterCatalog.Prepare(name, [])(Value.Of("x")).Fault?.Message);

    [Theory]
    [InlineData("uiud", "found `uiud`, expected a function; did you mean `uuid`")]
    [InlineData("randomInt", "found no argument, expected 2 arguments; `randomInt` takes `min` and `max`")]
    public void CheckFunction_FaultyCall_SaysSoBeforeEvaluation(string name, string message) =>
        Assert.Equal(message, FunctionCatalog.Check(name, [])?.Diagnostic.Message);

    [Fact]
    public void CheckFunction_KindOfArgument_IsCheckedWhereItIsKnown()
    {
        Assert.Null(FunctionCatalog.Check("date", []));
        Assert.Null(FunctionCatalog.Check("date", [null]));
        Assert.Equal(
            "found a number, expected a string; a text of digits alone is a number",
            FunctionCatalog.Check("date", [ValueKind.Number])?.Diagnostic.Message);
        Assert.Equal(1, FunctionCatalog.Check("randomInt", [ValueKind.Number, ValueKind.String])?.Argument);
        Assert.Equal("found 1 argument, expected no argument; `uuid` takes none", FunctionCatalog.Check("uuid", [null])?.Diagnostic.Message);
    }
}
