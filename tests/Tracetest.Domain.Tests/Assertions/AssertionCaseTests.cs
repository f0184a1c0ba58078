using Tracetest.Domain.Assertions;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Tests.Traces;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Tests.Assertions;

public sealed class AssertionCaseTests
{
    private static readonly Trace Trace = TraceBuilder.Trace(TraceBuilder.Span(
        1, name: "the span", attributes: [("a", "1"), ("empty", ""), ("body", """{"q":"say \"hi\"","x":1}""")]));

    public static IEnumerable<TheoryDataRow<string, string>> Cases => CaseFile.Read("Assertions/values.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Check_Case_GivesItsOutcome(string assertion, string outcome)
    {
        var context = new EvaluationContext
        {
            Variables = new Dictionary<string, string>(),
            Selection = new SpanSelection(Trace, [0]),
            Position = 0,
        };

        var result = CompiledAssertion.Compile(assertion).Check(context, null);

        var actual = result.Fault is { } fault ? $"{fault.Kind}: {fault.Message}" : "pass";
        Assert.Equal(outcome, outcome == "Syntax" ? result.Fault?.Kind.ToString() : actual);
    }
}
