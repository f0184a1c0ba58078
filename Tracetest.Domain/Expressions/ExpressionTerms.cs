using System.Collections.Immutable;

namespace Tracetest.Domain.Expressions;

/// <summary>Walks through an expression.</summary>
internal static class ExpressionTerms
{
    /// <summary>Every expression within an expression, itself first: of groups, holes, items and arguments.</summary>
    public static IEnumerable<Expression> WithInner(Expression expression) =>
        Own(expression).SelectMany(term => InnerOf(term)).SelectMany(WithInner).Prepend(expression);

    /// <summary>Every term in order of appearance; a term comes before those within it.</summary>
    public static IEnumerable<Term> All(Expression expression) =>
        Own(expression).SelectMany(term => InnerOf(term).SelectMany(All).Prepend(term));

    /// <summary>The terms of an expression without those within them.</summary>
    public static IEnumerable<Term> Own(Expression expression) =>
        expression.Operations.Select(operation => operation.Term).Prepend(expression.Term)
            .Concat(expression.Filters.SelectMany(filter => filter.Arguments));

    private static ImmutableArray<Expression> InnerOf(Term term) => term switch
    {
        Term.List list => list.Items,
        Term.Call call => call.Arguments,
        Term.Group group => [group.Inner],
        Term.String text => [.. text.Parts.OfType<TextPart.Hole>().Select(hole => hole.Expression)],
        _ => [],
    };
}
