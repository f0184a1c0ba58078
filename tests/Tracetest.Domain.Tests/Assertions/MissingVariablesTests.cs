using Tracetest.Domain.Assertions;
using Tracetest.Domain.Triggers;

namespace Tracetest.Domain.Tests.Assertions;

public sealed class MissingVariablesTests
{
    private static readonly Test Test = new()
    {
        Id = "t",
        Name = "t",
        Trigger = new Trigger.Http
        {
            Method = "${var:METHOD}",
            Url = "http://${var:HOST}:${env:PORT}",
            Headers = [new("X-${var:HEADER}", "it's ${var:HOST}")],
            Body = "[${f(var:ARGUMENT)}] ${[var:ITEM] | get_index var:INDEX}",
            Auth = new HttpAuth.Basic("${var:USER}", "${var:PASSWORD"),
        },
        Specs = [new("", "span[]", ["attr:a = var:NOT_SCANNED"])],
        Outputs = [new("MADE", "span[]", "var:NEEDED"), new("OTHER", "span[]", "\"${var:MADE}\"")],
    };

    [Fact]
    public void Of_NothingGiven_AreAllInOrderOnceEach() => Assert.Equal(
        ["METHOD", "HOST", "PORT", "ARGUMENT", "ITEM", "INDEX", "HEADER", "USER", "NEEDED"],
        MissingVariables.Of(Test, []));

    [Fact]
    public void Of_SomeGiven_AreTheOthers() => Assert.Equal(
        ["METHOD", "ARGUMENT", "ITEM", "INDEX", "HEADER", "USER", "NEEDED"],
        MissingVariables.Of(Test, [new("HOST", ""), new("PORT", "1")]));
}
