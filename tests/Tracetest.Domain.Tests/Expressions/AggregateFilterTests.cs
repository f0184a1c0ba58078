using Tracetest.Domain.Expressions;
using Tracetest.Domain.Expressions.Filters;

namespace Tracetest.Domain.Tests.Expressions;

public sealed class AggregateFilterTests
{
    [Theory]
    [InlineData("min", "3 1.50 2", "1.5", "number")]
    [InlineData("max", "3 -1 10", "10", "number")]
    [InlineData("sum", "0.1 0.2", "0.3", "number")]
    [InlineData("sum", "9223372036854775807 1", "9223372036854775808", "number")]
    [InlineData("sum", "", "0", "number")]
    [InlineData("avg", "1 2", "1.5", "number")]
    [InlineData("avg", "1 1 2", "1.333333", "number")]
    [InlineData("avg", "1ms 2ms 2ms", "1666666", "duration")]
    [InlineData("sum", "1.5ms 500us", "2000000", "duration")]
    [InlineData("max", "1s 900ms", "1000000000", "duration")]
    [InlineData("count", "a 1 2ms", "3", "number")]
    [InlineData("count", "", "0", "number")]
    [InlineData("distinct", "a b a 1", "[\"a\", \"b\", 1]", "array")]
    [InlineData("distinct", "a a", "[\"a\"]", "array")]
    [InlineData("distinct", "", "[]", "array")]
    [InlineData("p50", "1 2 3 4", "2", "number")]
    [InlineData("p51", "1 2 3 4", "3", "number")]
    [InlineData("p99", "1 2 3 4", "4", "number")]
    [InlineData("p1", "4 3 2 1", "1", "number")]
    [InlineData("p25", "15 20 35 40 50", "20", "number")]
    [InlineData("length", "a b", "2", "number")]
    [InlineData("get_index", "a b", "b", "string")]
    public void Prepare_Values_ComeToOne(string name, string values, string expected, string kind)
    {
        var evaluated = Apply(name, values);

        Assert.Null(evaluated.Fault);
        Assert.Equal((expected, kind), (evaluated.Value.Text, evaluated.Value.Kind.ToName()));
    }

    [Theory]
    [InlineData("min", "", "min: there are no values")]
    [InlineData("p95", "", "p95: there are no values")]
    [InlineData("sum", "1 x", "sum: value 2, `x`, is neither a number nor a duration of at most 64 bits")]
    [InlineData("sum", "1 99999999999999999999", "sum: value 2, `99999999999999999999`, is neither a number nor a duration of at most 64 bits")]
    [InlineData("avg", "1 2ms", "avg: value 2, `2ms`, is a duration, those before it are numbers")]
    [InlineData("max", "2ms 7", "max: value 2, `7`, is a number, those before it are durations")]
    [InlineData("median", "1", "resolution error: filter \"median\" not found")]
    public void Prepare_NothingToCompute_SaysWhy(string name, string values, string message) =>
        Assert.Equal(message, Apply(name, values).Fault?.Message);

    private static Evaluated Apply(string name, string values) => FilterCatalog.Prepare(name, name == "get_index" ? ["last"] : [], isAggregate: true)(
        Value.Of([.. values.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Value.Of)]));
}
