using System.Globalization;
using Tracetest.Domain.Expressions;

namespace Tracetest.Domain.Tests.Language;

/// <summary>Evaluates the tree of an expression on one span, as spec language 3.3 to 3.7 and 13 say.</summary>
/// <param name="trace">The whole trace.</param>
/// <param name="selected">What was selected.</param>
/// <param name="span">The span looked at; <see langword="null"/> when none was selected.</param>
/// <param name="variables">By name.</param>
internal sealed class PlainEvaluator(PlainTrace trace, List<PlainSpan> selected, PlainSpan? span, Dictionary<string, string> variables)
{
    /// <param name="expression">What to compute.</param>
    /// <param name="isEnclosed">Whether products come before sums: in parentheses and brackets.</param>
    public PlainValue Evaluate(Expression expression, bool isEnclosed = false)
    {
        var position = 0;
        var value = isEnclosed ? Sum(expression, ref position) : LeftToRight(expression);
        foreach (var filter in expression.Filters)
        {
            value = value.Fault is null ? Apply(filter, value, IsListed(expression.Term)) : value;
        }

        return value;
    }

    /// <summary>Whether a term is about several spans or events, so that aggregates may follow.</summary>
    private static bool IsListed(Term term) => term is Term.Group group
        ? IsListed(group.Inner.Term)
        : term is Term.Attribute { Source: AttributeSource.Selected or AttributeSource.Event };

    private PlainValue LeftToRight(Expression expression)
    {
        var value = Evaluate(expression.Term);
        foreach (var operation in expression.Operations)
        {
            value = value.Fault is null ? PlainArithmetic.Compute(value, operation.Operator, Evaluate(operation.Term)) : value;
        }

        return value;
    }

    private PlainValue Sum(Expression expression, ref int position)
    {
        var value = Product(expression, ref position);
        while (position < expression.Operations.Length)
        {
            var symbol = expression.Operations[position].Operator;
            position++;
            var right = Product(expression, ref position);
            value = value.Fault is null ? PlainArithmetic.Compute(value, symbol, right) : value;
        }

        return value;
    }

    private PlainValue Product(Expression expression, ref int position)
    {
        var value = Evaluate(position == 0 ? expression.Term : expression.Operations[position - 1].Term);
        while (position < expression.Operations.Length
            && expression.Operations[position].Operator is ArithmeticOperator.Multiply or ArithmeticOperator.Divide)
        {
            var operation = expression.Operations[position];
            position++;
            value = value.Fault is null ? PlainArithmetic.Compute(value, operation.Operator, Evaluate(operation.Term)) : value;
        }

        return value;
    }

    private PlainValue Apply(FilterCall filter, PlainValue input, bool isListed)
    {
        var arguments = new List<string>();
        foreach (var argument in filter.Arguments)
        {
            var value = Evaluate(argument);
            if (value.Fault is not null)
            {
                return value;
            }

            arguments.Add(value.Unescaped);
        }

        return isListed && PlainAggregates.IsAggregate(filter.Name)
            ? PlainAggregates.Apply(filter.Name, input, arguments.Count)
            : PlainFilters.Apply(filter.Name, input, arguments);
    }

    private PlainValue Evaluate(Term term)
    {
        switch (term)
        {
            case Term.Number number:
                return PlainValue.Of(number.Text, "number");
            case Term.Duration duration:
                return PlainAmounts.Nanoseconds(duration.Text) is { } nanoseconds
                    ? PlainValue.Of(nanoseconds.ToString(CultureInfo.InvariantCulture), "duration")
                    : PlainValue.EvaluationFault;
            case Term.Truth truth:
                return PlainValue.Of(truth.IsTrue ? "true" : "false", "string");
            case Term.Variable variable:
                return variables.TryGetValue(variable.Name, out var text) ? PlainValue.Of(text) : PlainValue.ResolutionFault;
            case Term.Group group:
                return Evaluate(group.Inner, isEnclosed: true);
            case Term.Attribute attribute:
                return Attribute(attribute.Source, attribute.Name);
            case Term.String literal:
                return Text(literal);
            case Term.List list:
                return List(list);
            default:
                return Call((Term.Call)term);
        }
    }

    private PlainValue Text(Term.String literal)
    {
        var text = "";
        foreach (var part in literal.Parts)
        {
            if (part is TextPart.Hole hole)
            {
                var value = Evaluate(hole.Expression);
                if (value.Fault is not null)
                {
                    return value;
                }

                text += value.Text;
            }
            else
            {
                text += ((TextPart.Literal)part).Content;
            }
        }

        return PlainValue.Of(text);
    }

    private PlainValue List(Term.List list)
    {
        var items = new List<PlainValue>();
        foreach (var item in list.Items)
        {
            items.Add(Evaluate(item, isEnclosed: true));
        }

        return items.Exists(item => item.Fault is not null) ? PlainValue.ResolutionFault : PlainValue.ListOf(items);
    }

    /// <summary>Of the functions, the one whose value can be foretold: <c>randomInt</c> between equal bounds.</summary>
    private PlainValue Call(Term.Call call)
    {
        var arguments = new List<PlainValue>();
        foreach (var argument in call.Arguments)
        {
            arguments.Add(Evaluate(argument, isEnclosed: true));
        }

        if (call.Name != "randomInt" || arguments.Exists(argument => argument.Fault is not null))
        {
            return PlainValue.ResolutionFault;
        }

        if (arguments.Count != 2 || arguments.Exists(argument => argument.First.Kind != "number"))
        {
            return PlainValue.EvaluationFault;
        }

        var bound = arguments[0].First.Text;
        var isWhole = long.TryParse(bound, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        return PlainValue.Of(isWhole ? number.ToString(CultureInfo.InvariantCulture) : "0");
    }

    /// <summary>3.5.</summary>
    private PlainValue Attribute(AttributeSource source, string name)
    {
        if (source == AttributeSource.Selected)
        {
            return PlainValue.ListOf([.. selected.Select(each => Read(each, name)).OfType<string>().Select(PlainValue.Of)]);
        }

        if (source == AttributeSource.Span && name.StartsWith("tracetest.selected_spans.", StringComparison.Ordinal))
        {
            return name == "tracetest.selected_spans.count"
                ? PlainValue.Of(selected.Count.ToString(CultureInfo.InvariantCulture), "number")
                : PlainValue.EvaluationFault;
        }

        if (span is null)
        {
            return PlainValue.ResolutionFault;
        }

        if (source == AttributeSource.Event)
        {
            return Events(span, name);
        }

        var owner = source == AttributeSource.Parent ? trace.ParentOf(span) : source == AttributeSource.Root ? trace.RootOf(span) : span;
        return owner is not null && Read(owner, name) is { } text ? PlainValue.Of(text) : PlainValue.ResolutionFault;
    }

    private static PlainValue Events(PlainSpan span, string name)
    {
        var texts = span.Events
            .Select(each => each.Attributes.LastOrDefault(attribute => attribute.Key == name)?.Text ?? (name == "name" ? each.Name : ""))
            .Where(text => text.Length > 0).ToList();
        return texts.Count == 0 ? PlainValue.ResolutionFault : PlainValue.OfHits(texts);
    }

    private static string? Read(PlainSpan span, string name)
    {
        var text = span.TextOf(name);
        text = string.IsNullOrEmpty(text) && name == "name" ? span.Name : text;
        return string.IsNullOrEmpty(text) ? null : text;
    }
}
