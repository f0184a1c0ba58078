using Tracetest.Domain.Expressions;

namespace Tracetest.Domain.Assertions;

/// <summary>What an assertion found on a span, and why it did not hold, for reading.</summary>
/// <param name="Observed">The left side.</param>
/// <param name="Expected">The right side.</param>
/// <param name="Reason">One sentence without a full stop; empty when the assertion holds.</param>
/// <remarks>Made from the result alone when somebody looks at it, so that checking stays cheap. Pure, thread-safe.</remarks>
public sealed record CheckExplanation(ExplainedValue Observed, ExplainedValue Expected, string Reason)
{
    /// <summary>Explains a result.</summary>
    /// <param name="assertion">The assertion's text.</param>
    /// <param name="result">What came of it on a span.</param>
    public static CheckExplanation Of(string assertion, SpanResult result)
    {
        var statement = Statement.Parse(assertion).Value;
        var attribute = AttributeOf(statement?.Left) is { Length: > 0 } left ? left : AttributeOf(statement?.Right);
        var observed = ExplainedValue.Of(result.ObservedValue, attribute);
        var expected = ExplainedValue.Of(result.ExpectedValue, attribute);
        return new CheckExplanation(observed, expected, result.Fault switch
        {
            null => "",
            { Kind: AssertionFaultKind.NoMatch } when statement is not null => MismatchReasons.Of(observed, statement.Comparator, expected),
            var fault => fault.Message,
        });
    }

    private static string AttributeOf(Expression? side) =>
        side is { Term: Term.Attribute attribute, Operations.IsEmpty: true, Filters.IsEmpty: true } ? attribute.Name : "";
}
