using Tracetest.Domain.Expressions;

namespace Tracetest.Domain.Assertions;

/// <summary>What an assertion found on a span, and why it did not hold, for reading.</summary>
/// <param name="Observed">The left side.</param>
/// <param name="Expected">The right side.</param>
/// <param name="Reason">One sentence without a full stop; empty when the assertion holds.</param>
public sealed record CheckExplanation(ExplainedValue Observed, ExplainedValue Expected, string Reason);

/// <summary>Explains the results of one assertion.</summary>
/// <remarks>Works from results alone when somebody looks at them, so that checking stays cheap. Immutable, thread-safe.</remarks>
public sealed class CheckExplainer
{
    private readonly Comparator? _comparator;
    private readonly string _attribute;

    /// <param name="assertion">The assertion's text.</param>
    public CheckExplainer(string assertion)
    {
        var statement = Statement.Parse(assertion).Value;
        _comparator = statement?.Comparator;
        _attribute = AttributeOf(statement?.Left) is { Length: > 0 } left ? left : AttributeOf(statement?.Right);
    }

    /// <summary>Explains what came of the assertion on a span.</summary>
    public CheckExplanation Explain(SpanResult result)
    {
        var observed = ExplainedValue.Of(result.ObservedValue, _attribute);
        var expected = ExplainedValue.Of(result.ExpectedValue, _attribute);
        return new CheckExplanation(observed, expected, result.Fault switch
        {
            null => "",
            { Kind: AssertionFaultKind.NoMatch } when _comparator is { } comparator => MismatchReasons.Of(observed, comparator, expected),
            var fault => fault.Message,
        });
    }

    private static string AttributeOf(Expression? side) =>
        side is { Term: Term.Attribute attribute, Operations.IsEmpty: true, Filters.IsEmpty: true } ? attribute.Name : "";
}
