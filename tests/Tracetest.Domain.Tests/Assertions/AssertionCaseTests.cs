using Tracetest.Domain.Assertions;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Tests.Traces;

namespace Tracetest.Domain.Tests.Assertions;

public sealed class AssertionCaseTests
{
    private static readonly EvaluationContext Context = new()
    {
        Variables = new Dictionary<string, string>(),
        HasSpans = true,
        Span = TraceBuilder.Span(
            1, name: "the span", attributes: [("a", "1"), ("empty", ""), ("body", """{"q":"say \"hi\"","x":1}""")]),
        SelectedCount = 1,
    };

    public static IEnumerable<TheoryDataRow<string, string>> Cases => CaseFile.Read("Assertions/values.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Check_Case_GivesItsOutcome(string assertion, string outcome)
    {
        var result = CompiledAssertion.Compile(assertion).Check(Context, null);

        var actual = result.Fault is { } fault ? $"{fault.Kind}: {fault.Message}" : "pass";
        Assert.Equal(outcome, outcome == "Syntax" ? result.Fault?.Kind.ToString() : actual);
    }
}
