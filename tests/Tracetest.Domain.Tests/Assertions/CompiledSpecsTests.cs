using Tracetest.Domain.Assertions;
using Tracetest.Domain.Tests.Traces;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Variables;
using static Tracetest.Domain.Tests.Traces.TraceBuilder;

namespace Tracetest.Domain.Tests.Assertions;

public sealed class CompiledSpecsTests
{
    private static readonly Trace Shop = TraceBuilder.Trace(
        Span(1, 0, 1, "order", ("code", "201")), Span(2, 1, 2, "insert", ("rows", "1")), Span(3, 1, 3, "insert", ("rows", "2")));

    [Fact]
    public void Check_EachSelectedSpan_HasItsResultInDocumentOrder()
    {
        var assertion = Check("span[name=\"insert\"]", "attr:rows = 1").Assertions.Single();

        Assert.Equal([IdOf(2), IdOf(3)], assertion.Spans.Select(span => span.SpanId!.Value));
        Assert.Equal([true, false], assertion.Spans.Select(span => span.IsPassed));
        Assert.Equal("2", assertion.Spans[1].ObservedValue);
        Assert.Equal("1", assertion.Spans[1].ExpectedValue);
        Assert.Equal(AssertionFaultKind.NoMatch, assertion.Spans[1].Fault?.Kind);
    }

    [Fact]
    public void Check_MalformedSelector_FailsEveryAssertionOnNoSpan()
    {
        var spec = Check("span[name=", "1 = 1", "2 = 2");

        Assert.Equal(2, spec.Assertions.Length);
        Assert.All(spec.Assertions, assertion =>
        {
            var result = Assert.Single(assertion.Spans);
            Assert.Null(result.SpanId);
            Assert.Equal(AssertionFaultKind.Syntax, result.Fault?.Kind);
            Assert.StartsWith("invalid syntax \"span[name=\": Column 11: ", result.Fault?.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Check_MalformedSelectorWithoutAssertions_DoesNotPass() => Assert.False(Check("span[").AllPassed);

    [Fact]
    public void Check_MalformedAssertion_LeavesTheOthersAlone()
    {
        var spec = Check("span[name=\"order\"]", "attr:code ==", "attr:code = 201");

        Assert.Equal([false, true], spec.Assertions.Select(assertion => assertion.AllPassed));
        Assert.Equal(AssertionFaultKind.Syntax, spec.Assertions[0].Spans.Single().Fault?.Kind);
    }

    [Fact]
    public void Check_NoSpanSelected_IsCheckedOnceWithoutASpan()
    {
        var spec = Check("span[name=\"absent\"]", "attr:tracetest.selected_spans.count = 0", "attr:code = 201");

        Assert.Null(Assert.Single(spec.Assertions[0].Spans).SpanId);
        Assert.True(spec.Assertions[0].AllPassed);
        Assert.Equal(AssertionFaultKind.Resolution, Assert.Single(spec.Assertions[1].Spans).Fault?.Kind);
    }

    [Fact]
    public void Check_SpecsWithTheSameSelector_KeepTheirOwnResults()
    {
        var results = CompiledSpecs.Compile(
            [new("a", "span[]", ["1 = 2"]), new("b", "span[]", ["1 = 1"])], []).Check(Shop, []);

        Assert.Equal([false, true], results.Specs.Select(spec => spec.AllPassed));
        Assert.Equal((3, 3), (results.PassedCount, results.FailedCount));
        Assert.False(results.AllPassed);
    }

    [Fact]
    public void Check_VariablesOfTheSameName_TheLastCounts()
    {
        var specs = CompiledSpecs.Compile([new("", "span[name=\"order\"]", ["attr:code = var:CODE"])], []);

        Assert.True(specs.Check(Shop, [new Variable("CODE", "1"), new Variable("CODE", "201")]).AllPassed);
    }

    [Fact]
    public void Check_NoSpecs_Passes() => Assert.True(CompiledSpecs.Compile([], []).Check(Shop, []).AllPassed);

    [Fact]
    public void Check_HundredThousandSpans_NeedsNoStackAndNoSquare()
    {
        var trace = Chain(100_000);

        var results = CompiledSpecs.Compile([new("", "span[n=\"odd\"] span[n=\"even\"]", ["attr:n = \"even\""])], []).Check(trace, []);

        Assert.Equal(50_000, results.PassedCount);
    }

    [Theory]
    [InlineData("span[name=\"order\"]", "attr:code", "201", 1, "")]
    [InlineData("span[name=\"insert\"]", "attr:rows", "1", 2, "")]
    [InlineData("span[name=\"insert\"]", "attr:tracetest.selected_spans.count", "2", 2, "")]
    [InlineData("span[name=\"order\"]", "5ms", "5000000", 1, "")]
    [InlineData("span[name=\"order\"]", "attr:absent", "", 1, "resolution error: attribute \"absent\" not found")]
    [InlineData("span[name=\"absent\"]", "\"x\"", "x", 0, "cannot find matching spans for output \"OUT\"")]
    [InlineData("span[name=\"absent\"]", "attr:code", "", 0, "cannot find matching spans for output \"OUT\"")]
    [InlineData("span[", "attr:code", "", 0, "cannot parse output \"OUT\" selector")]
    [InlineData("span[]", "attr:", "", 0, "cannot parse output \"OUT\" value")]
    [InlineData("span[", "attr:", "", 0, "cannot parse output \"OUT\" selector")]
    public void ReadOutputs_Output_IsReadOnTheFirstSpan(string selector, string value, string expected, int span, string error)
    {
        var output = CompiledSpecs.Compile([], [new("OUT", selector, value)]).ReadOutputs(Shop, []).Single();

        Assert.Equal(expected, output.Value);
        Assert.Equal(span == 0 ? null : IdOf(span), output.SpanId);
        Assert.StartsWith(error, output.Error, StringComparison.Ordinal);
        Assert.Equal(error.Length == 0, output.IsResolved);
    }

    [Theory]
    [InlineData("span[name=\"absent\"]", true)]
    [InlineData("span[name=\"order\"]", false)]
    [InlineData("", false)]
    [InlineData("span[", false)]
    public void HasUnmatchedSelector_Selector_TellsWhetherToWait(string selector, bool expected)
    {
        var specs = CompiledSpecs.Compile([new("", selector, ["attr:tracetest.selected_spans.count = 0"])], []);

        Assert.Equal(expected, specs.HasUnmatchedSelector(Shop));
    }

    private static SpecResult Check(string selector, params string[] assertions) =>
        CompiledSpecs.Compile([new("", selector, [.. assertions])], []).Check(Shop, []).Specs.Single();
}
