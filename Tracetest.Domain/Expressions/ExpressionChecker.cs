using System.Collections.Immutable;
using Tracetest.Domain.Patterns;
using Tracetest.Domain.Quantities;
using Tracetest.Domain.Syntax;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Expressions;

/// <summary>Finds what can never be computed in an expression that can be read: names that do not exist, arguments that do not fit.</summary>
/// <remarks>
/// Reports only what holds whatever the trace and the variables are, so that an expression without findings may still fail, but one
/// with an error always does. Pure, thread-safe.
/// </remarks>
public static class ExpressionChecker
{
    /// <summary>Everything found in both sides and in how they are compared, by position.</summary>
    public static ImmutableArray<Diagnostic> Check(Statement statement) => Sorted(
        Find(statement.Left).Concat(Find(statement.Right)).Concat(FindInComparison(statement)));

    /// <summary>Everything found, by position.</summary>
    public static ImmutableArray<Diagnostic> Check(Expression expression) => Sorted(Find(expression));

    private static ImmutableArray<Diagnostic> Sorted(IEnumerable<Diagnostic> found) =>
        [.. found.OrderBy(diagnostic => diagnostic.Index).Take(DiagnosticBag.MaxCount)];

    private static IEnumerable<Diagnostic> Find(Expression expression) => ExpressionTerms.WithInner(expression).SelectMany(each =>
        ExpressionTerms.Own(each).SelectMany(FindInTerm).Concat(FindInOperations(each)).Concat(FindInFilters(each)));

    private static IEnumerable<Diagnostic> FindInTerm(Term term)
    {
        var fault = term switch
        {
            Term.Call call => CallChecker.Check(call),
            Term.Duration duration when Durations.TryParse(duration.Text) is null =>
                new Diagnostic(duration.Range, $"`{duration.Text}`", "at most 64 bits of nanoseconds, some 292 years"),
            Term.Attribute { Source: AttributeSource.Span } attribute when AttributeLookup.IsMeta(attribute.Name)
                && attribute.Name != SemanticConventions.SelectedSpansCount =>
                new Diagnostic(attribute.Range, $"`{attribute}`", $"`attr:{SemanticConventions.SelectedSpansCount}`", "nothing else is known of a selection"),
            Term.String text => UnclosedHole(text),
            _ => null,
        };
        return fault is null ? [] : [fault];
    }

    private static Diagnostic? UnclosedHole(Term.String text)
    {
        if (text.Parts.LastOrDefault() is not TextPart.Literal { Content: var last }
            || last.LastIndexOf("${", StringComparison.Ordinal) is not (>= 0 and var open) || last.IndexOf('}', open) >= 0)
        {
            return null;
        }

        var start = text.Range.End - 1 - last.Length + open;
        return Holes.UnclosedWarning(TextRange.Between(start, text.Range.End - 1));
    }

    private static IEnumerable<Diagnostic> FindInOperations(Expression expression)
    {
        foreach (var operation in expression.Operations)
        {
            if (operation.Operator == ArithmeticOperator.Divide && IsZero(operation.Term))
            {
                yield return new Diagnostic(operation.Term.Range, $"a division by `{operation.Term}`", "another divisor");
            }

            if (operation.Term is Term.String { Constant: { } text } && !Value.Of(text).IsNumber && !Value.Of(text).IsDuration)
            {
                yield return new Diagnostic(
                    operation.Term.Range, $"`{operation.Term}`", "a number or a duration",
                    "texts are joined by `${…}` in a string: `\"${attr:a}${attr:b}\"`");
            }
        }
    }

    private static bool IsZero(Term term) => term switch
    {
        Term.Number number => number.Text.All(c => c is '0' or '.' or '-'),
        Term.Duration duration => Durations.TryParse(duration.Text) == 0,
        _ => false,
    };

    private static IEnumerable<Diagnostic> FindInFilters(Expression expression) => expression.Filters
        .Select(filter => CallChecker.Check(filter, ExpressionCompiler.IsListed(expression.Term)))
        .OfType<Diagnostic>();

    private static IEnumerable<Diagnostic> FindInComparison(Statement statement)
    {
        if (Literals.Of(statement.Right) is not { } literal)
        {
            yield break;
        }

        var range = statement.Right.Range;
        if (statement.Comparator is Comparator.Matches or Comparator.NotMatches)
        {
            foreach (var error in Pattern.Parse(literal.UnescapedText).Errors)
            {
                // The pattern begins behind the quote, if it has one.
                var offset = statement.Right.Term is Term.String ? range.Start + 1 : range.Start;
                yield return error with { Range = new TextRange(Math.Min(offset + error.Index, range.End), error.Range.Length) };
            }
        }

        if (statement.Comparator is Comparator.Less or Comparator.LessOrEqual or Comparator.Greater or Comparator.GreaterOrEqual
            && !literal.IsDuration && DecimalText.TryParse(literal.UnescapedText) is null)
        {
            yield return new Diagnostic(range, $"`{statement.Right}`", $"a number or a duration behind `{statement.Comparator.ToText()}`");
        }
    }
}
