using System.Collections.Immutable;
using System.Globalization;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Quantities;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.LanguageServices;

/// <summary>Explains the pieces of an expression or assertion.</summary>
internal sealed class ExpressionHover(string text, ExpressionRegion region, bool isAssertion, LanguageContext context)
{
    private readonly TraceWords _words = new(context);

    /// <summary>Both sides of an assertion, or the one expression; none when it cannot be read.</summary>
    private readonly ImmutableArray<Expression> _expressions = Read(text, region, isAssertion);

    public HoverText? At(int position)
    {
        var index = region.Tokens.FindIndex(token => token.Index <= position && position < token.Range.End);
        index = index < 0 ? region.IndexBefore(position) : index;
        if (index < 0)
        {
            return null;
        }

        var token = region.Tokens[index];
        return token.Kind switch
        {
            ExpressionTokenKind.Attribute => OfAttribute(token),
            ExpressionTokenKind.Variable => OfVariable(token),
            ExpressionTokenKind.Number => Valued(new HoverText(token.Range, token.Text, "A number."), LiteralOf(token)),
            ExpressionTokenKind.Duration => OfDuration(token),
            ExpressionTokenKind.String => Valued(
                new HoverText(token.Range, "string", "A text; every `${…}` in it is replaced by its value."), TermAt(token)),
            ExpressionTokenKind.Comparator => OfComparator(token.Range, token.Text),
            ExpressionTokenKind.Word => OfWord(index),
            ExpressionTokenKind.Operator or ExpressionTokenKind.Punctuation => OfExpression(token),
            _ => null,
        };
    }

    private static ImmutableArray<Expression> Read(string text, ExpressionRegion region, bool isAssertion)
    {
        if (isAssertion)
        {
            return Statement.Parse(text) is { IsValid: true, Value: var statement } ? [statement.Left, statement.Right] : [];
        }

        var errors = new DiagnosticBag();
        var end = region.End;
        var expression = ExpressionParser.ReadHole(text, region.Start, ref end, errors);
        return errors.IsEmpty ? [expression] : [];
    }

    private HoverText OfAttribute(ExpressionToken token)
    {
        var source = AttributeSources.Parse(token.Prefix);
        var count = source == AttributeSource.Event ? -1 : _words.SpanCount(token.Text);
        var spread = context.Trace is null || count < 0 ? "" : $" {TraceWords.Count(count)} of the trace's {context.Trace.Count} have it.";
        var hover = new HoverText(token.Range, $"{token.Prefix}:{TraceWords.Shown(token.Text)}", WordDescriptions.OfSource(source) + spread);
        return context.Trace is null ? hover : Valued(hover, new Term.Attribute(source, token.Text, token.Quote));
    }

    private HoverText OfVariable(ExpressionToken token)
    {
        var hover = new HoverText(token.Range, $"{token.Prefix}:{token.Text}", WordDescriptions.OfVariables);
        return context.Variables is null ? hover : Valued(hover, new Term.Variable(token.Text, token.Prefix));
    }

    private static HoverText OfDuration(ExpressionToken token) => Durations.TryParse(token.Text) is { } nanoseconds
        ? new HoverText(
            token.Range, token.Text,
            string.Create(CultureInfo.InvariantCulture, $"A duration of {nanoseconds} nanoseconds, compared as {Durations.Format(nanoseconds)}."),
            ValueKind.Duration.ToName(), Durations.Format(nanoseconds))
        : new HoverText(token.Range, token.Text, "A duration of more nanoseconds than 64 bits can hold.");

    private HoverText OfComparator(TextRange range, string comparator)
    {
        var hover = new HoverText(range, comparator, WordDescriptions.OfComparator(comparator));
        if (_expressions is not [var left, var right])
        {
            return hover;
        }

        var (observed, expected) = (Evaluate(left), Evaluate(right));
        return observed.IsValue && expected.IsValue
            ? hover with { Value = Shown($"{Readable(observed.Value)} {comparator} {Readable(expected.Value)}") }
            : Faulty(hover, (observed.Fault ?? expected.Fault)!);
    }

    private HoverText? OfWord(int index)
    {
        var token = region.Tokens[index];
        if (index > 0 && region.Tokens[index - 1].Is(ExpressionTokenKind.Punctuation, "|"))
        {
            return OfFilter(token);
        }

        if (CallTexts.FindFunction(token.Text) is { } function)
        {
            return Valued(new HoverText(token.Range, function.Example, CallTexts.Describe(function)), TermAt(token));
        }

        return token.Text is "true" or "false"
            ? new HoverText(token.Range, token.Text, "A truth value, which is a text.", ValueKind.String.ToName(), token.Text)
            : OfWordComparator(token);
    }

    /// <summary>A comparator of words, wherever in it the cursor stands.</summary>
    private HoverText? OfWordComparator(ExpressionToken token)
    {
        for (var first = 0; first < region.Tokens.Count; first++)
        {
            if (WordComparators.Find(region.Tokens, first, out var length) is { } comparator
                && TextRange.Between(region.Tokens[first].Index, region.Tokens[first + length - 1].Range.End) is var range
                && range.Start <= token.Index && token.Range.End <= range.End)
            {
                return OfComparator(range, comparator.ToText());
            }
        }

        return null;
    }

    /// <summary>A filter, with what comes out of it.</summary>
    private HoverText OfFilter(ExpressionToken token)
    {
        var hover = CallTexts.FindFilter(token.Text) is { } known
            ? new HoverText(token.Range, CallTexts.Filter(known), CallTexts.Describe(known))
            : new HoverText(token.Range, token.Text, "There is no such filter.");
        foreach (var expression in _expressions.SelectMany(ExpressionTerms.WithInner))
        {
            for (var i = 0; i < expression.Filters.Length; i++)
            {
                if (expression.Filters[i].Range == token.Range)
                {
                    return Valued(hover, expression with { Filters = expression.Filters[..(i + 1)] });
                }
            }
        }

        return hover;
    }

    /// <summary>The smallest expression around a sign.</summary>
    private HoverText? OfExpression(ExpressionToken token)
    {
        var around = _expressions.SelectMany(ExpressionTerms.WithInner)
            .Where(each => each.Range.Start <= token.Index && token.Range.End <= each.Range.End)
            .MinBy(each => each.Range.Length);
        if (around is null)
        {
            return token.Kind == ExpressionTokenKind.Operator
                ? new HoverText(token.Range, token.Text, WordDescriptions.OfOperator(token.Text))
                : null;
        }

        var operation = token.Kind == ExpressionTokenKind.Operator ? WordDescriptions.OfOperator(token.Text) : "The value of the whole expression.";
        var hover = new HoverText(around.Range, TraceWords.Shown(text.Substring(around.Range.Start, around.Range.Length)), operation);
        return Valued(hover, _expressions.Contains(around) ? around : Of(new Term.Group(around)));
    }

    private static Term LiteralOf(ExpressionToken token) => new Term.Number(token.Text);

    private Term? TermAt(ExpressionToken token) =>
        _expressions.SelectMany(ExpressionTerms.All).FirstOrDefault(term => term.Range.Start == token.Index);

    private static Expression Of(Term term) => new(term, [], []);

    private Evaluated Evaluate(Expression expression) => expression.Compile().Evaluate(context.ForEvaluation());

    private HoverText Valued(HoverText hover, Term? term) => term is null ? hover : Valued(hover, Of(term));

    private HoverText Valued(HoverText hover, Expression expression)
    {
        var evaluated = Evaluate(expression);
        return evaluated.IsValue
            ? hover with { Type = evaluated.Value.Kind.ToName(), Value = Shown(Readable(evaluated.Value)) }
            : Faulty(hover, evaluated.Fault);
    }

    private static HoverText Faulty(HoverText hover, ExpressionFault fault) =>
        hover with { Explanation = $"{hover.Explanation} No value here: {Shown(fault.Detail)}." };

    private static string Readable(Value value) =>
        value.IsDuration && Durations.TryParse(value.Text) is { } nanoseconds ? Durations.Format(nanoseconds) : value.Text;

    private static string Shown(string value) => TraceWords.Shown(value, HoverText.MaxValueLength);
}
