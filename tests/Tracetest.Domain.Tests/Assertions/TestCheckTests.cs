using Tracetest.Domain.Assertions;
using Tracetest.Domain.Syntax;
using Tracetest.Domain.Triggers;

namespace Tracetest.Domain.Tests.Assertions;

public sealed class TestCheckTests
{
    private static readonly Domain.Tests.Test Sound = new()
    {
        Id = "a",
        Name = "A",
        Trigger = new Trigger.Http { Method = "GET", Url = "http://a/${var:B}?c=${uuid()}", Body = "it's ${} and ${ open" },
        Specs = [new TestSpec("all", "", ["attr:a = 1", "var:a contains \"${attr:b}\""]), new TestSpec("all", "span[name=\"b\"]:first", [])],
        Outputs = [new TestOutput("A", "", "1 + 2"), new TestOutput("a", "span[]", "attr:a | json_path '$.b'")],
    };

    [Fact]
    public void Of_SoundTest_FindsNothing() => Assert.Empty(TestCheck.Of(Sound));

    [Fact]
    public void Of_FaultInEveryText_TellsAllWithTheirPaths()
    {
        var test = Sound with
        {
            Trigger = new Trigger.Http
            {
                Method = "GET",
                Url = "${]}",
                Body = "${]}",
                Headers = [new HttpHeader("Accept", "any"), new HttpHeader("${]}", "${]}")],
                Auth = new HttpAuth.ApiKey("${]}", "${]}", false),
            },
            Specs = [new TestSpec("", "span[", []), new TestSpec("", "", ["1 = 1", "1 = ]"])],
            Outputs = [new TestOutput("A", "]", "]"), new TestOutput("A", "", "1"), new TestOutput("A", "", "1")],
        };

        Assert.Equal(
            [
                "spec.trigger.httpRequest.url", "spec.trigger.httpRequest.body", "spec.trigger.httpRequest.headers[1].key",
                "spec.trigger.httpRequest.headers[1].value", "spec.trigger.httpRequest.auth.apiKey.key", "spec.trigger.httpRequest.auth.apiKey.value",
                "spec.specs[0].selector", "spec.specs[1].assertions[1]", "spec.outputs[0].selector", "spec.outputs[0].value",
                "spec.outputs[1].name", "spec.outputs[2].name",
            ],
            TestCheck.Of(test).Select(fault => fault.Path).Distinct());
    }

    [Fact]
    public void Of_Fault_HasThePositionInItsText()
    {
        var fault = Assert.Single(TestCheck.Of(Sound with { Specs = [new TestSpec("", "", ["attr:a = ]"])] }));

        Assert.Equal((new TextRange(9, 1), "`]`", true), (fault.Diagnostic.Range, fault.Diagnostic.Found, fault.IsError));
        Assert.StartsWith("spec.specs[0].assertions[0]: Column 10: found `]`", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("attr:a | json_path '$.x-who' = 1", false)]
    [InlineData("attr:a | regex '(' = 1", true)]
    [InlineData("attr:a = \"${attr:b\"", false)]
    [InlineData("attr:a | no_such_filter = 1", true)]
    [InlineData("no_such_function() = 1", true)]
    [InlineData("attr:a | length 1 = 1", true)]
    [InlineData("attr:a matches \"(\"", true)]
    public void Of_WhatCanBeReadButFails_IsAnErrorOrAWarning(string assertion, bool isError)
    {
        var fault = Assert.Single(TestCheck.Of(Sound with { Specs = [new TestSpec("", "", [assertion])] }));

        Assert.Equal(isError, fault.IsError);
    }

    [Fact]
    public void Of_RepeatedOutputName_SaysWhoHasIt()
    {
        var repeated = new TestOutput("A", "", "2");
        var fault = Assert.Single(TestCheck.Of(Sound with { Outputs = [.. Sound.Outputs, repeated] }));

        Assert.Equal(
            ("spec.outputs[2].name", "found the name `A` again, expected a name of its own; it is the name of spec.outputs[0]"),
            (fault.Path, fault.Diagnostic.Message));
    }
}
