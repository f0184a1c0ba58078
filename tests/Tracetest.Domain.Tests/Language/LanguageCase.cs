using System.Collections.Immutable;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Variables;

namespace Tracetest.Domain.Tests.Language;

/// <summary>A trace, a selector and an assertion, judged by the product and by the reference evaluator.</summary>
internal sealed record LanguageCase(PlainTrace Trace, PlainSelector Selector, Statement Statement, Dictionary<string, string> Variables)
{
    /// <summary>What the reference says: the spans selected, and each outcome.</summary>
    public (List<int> Selected, List<PlainOutcome> Outcomes) Expected
    {
        get
        {
            var selected = PlainSelection.Select(Selector, Trace);
            return (selected.ConvertAll(span => span.Number), PlainComparison.CheckAll(Trace, selected, Statement, Variables));
        }
    }

    /// <summary>What the product says, given the texts alone.</summary>
    public (List<int> Selected, List<PlainOutcome> Outcomes) Actual
    {
        get
        {
            var trace = Trace.ToTrace();
            var specs = CompiledSpecs.Compile([new("", Selector.ToString(), [Statement.ToString()])], []);
            var results = specs.Check(trace, ToProduct(Variables)).Specs.Single().Assertions.Single();
            return (SelectedBy(Selector.ToString(), trace), OutcomesOf(results));
        }
    }

    /// <summary>Whether the two disagree.</summary>
    public bool IsDisputed
    {
        get
        {
            var (expected, actual) = (Expected, Actual);
            return !expected.Selected.SequenceEqual(actual.Selected) || !expected.Outcomes.SequenceEqual(actual.Outcomes);
        }
    }

    public static ImmutableArray<Variable> ToProduct(Dictionary<string, string> variables) =>
        [.. variables.Select(variable => new Variable(variable.Key, variable.Value))];

    public static List<int> SelectedBy(string selector, Trace trace) => Domain.Selectors.Selector.Parse(selector) is { IsValid: true } parsed
        ? [.. parsed.Value.Select(trace).Select(position => NumberOf(trace.Spans[position].Id))]
        : [-1];

    public static List<PlainOutcome> OutcomesOf(AssertionResult result) => [.. result.Spans.Select(span =>
        new PlainOutcome(span.SpanId is { } id ? NumberOf(id) : 0, span.ObservedValue, span.Fault?.Kind))];

    /// <summary>The same dispute about as little as possible.</summary>
    public LanguageCase Shrunk()
    {
        var current = this;
        while (current.Smaller().FirstOrDefault(smaller => smaller.IsDisputed) is { } smaller)
        {
            current = smaller;
        }

        return current;
    }

    public override string ToString() =>
        $"""
        selector:  {Selector}
        assertion: {Statement}
        variables: {string.Join(", ", Variables.Select(variable => $"{variable.Key}=<{variable.Value}>"))}
        trace:
        {Trace}
        reference: {Show(Expected)}
        product:   {Show(Actual)}
        messages:  {string.Join(" | ", Messages().Distinct())}
        """;

    private static int NumberOf(SpanId id) => Convert.ToInt32(id.ToString(), 16);

    private static string Show((List<int> Selected, List<PlainOutcome> Outcomes) outcome) =>
        $"selected [{string.Join(", ", outcome.Selected)}]; "
        + string.Join("; ", outcome.Outcomes.Select(each => $"{each.Span}: <{each.Observed}> {each.Fault?.ToString() ?? "passed"}"));

    private IEnumerable<string> Messages() =>
        CompiledSpecs.Compile([new("", Selector.ToString(), [Statement.ToString()])], []).Check(Trace.ToTrace(), ToProduct(Variables))
            .Specs.Single().Assertions.Single().Spans.Select(span => span.Fault?.Message ?? "passed");

    private IEnumerable<LanguageCase> Smaller() => SmallerTraces().Select(trace => this with { Trace = trace })
        .Concat(SmallerSelectors().Select(selector => this with { Selector = selector }))
        .Concat(Smaller(Statement.Left).Select(left => this with { Statement = Statement with { Left = left } }))
        .Concat(Smaller(Statement.Right).Select(right => this with { Statement = Statement with { Right = right } }));

    private IEnumerable<PlainTrace> SmallerTraces()
    {
        var rows = Trace.Rows;
        return rows.Where(_ => rows.Length > 1).Select(row => new PlainTrace(rows.Remove(row)))
            .Concat(rows.SelectMany(row => row.Attributes.Select(attribute =>
                new PlainTrace(rows.Replace(row, row with { Attributes = row.Attributes.Remove(attribute) })))))
            .Concat(rows.Where(row => !row.Events.IsEmpty).Select(row => new PlainTrace(rows.Replace(row, row with { Events = [] }))));
    }

    private IEnumerable<PlainSelector> SmallerSelectors()
    {
        var paths = Selector.Paths;
        return paths.Select(path => new PlainSelector(paths.Remove(path)))
            .Concat(paths.SelectMany(path => path.Where(_ => path.Length > 1).Select(step => new PlainSelector(paths.Replace(path, path.Remove(step))))))
            .Concat(paths.SelectMany(path => path.SelectMany(step => Smaller(step).Select(smaller =>
                new PlainSelector(paths.Replace(path, path.Replace(step, smaller)))))));
    }

    private static IEnumerable<PlainStep> Smaller(PlainStep step) => step.Filters.Select(filter => step with { Filters = step.Filters.Remove(filter) })
        .Concat(step.Pseudo.Length > 0 ? [step with { Pseudo = "" }] : []);

    private static IEnumerable<Expression> Smaller(Expression expression) => expression.Filters
        .Select(filter => expression with { Filters = expression.Filters.Remove(filter) })
        .Concat(expression.Operations.Select(operation => expression with { Operations = expression.Operations.Remove(operation) }))
        .Concat(expression.Term switch
        {
            Term.Group group => [group.Inner],
            Term.List list => list.Items.Select(item => expression with { Term = new Term.List(list.Items.Remove(item)) }),
            _ => [],
        });
}
