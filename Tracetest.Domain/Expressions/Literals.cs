namespace Tracetest.Domain.Expressions;

/// <summary>The values that texts tell without being evaluated.</summary>
internal static class Literals
{
    /// <summary>The value of an expression that is one literal; <see langword="null"/> for any other.</summary>
    public static Value? Of(Expression expression) =>
        expression.Operations.IsEmpty && expression.Filters.IsEmpty ? Of(expression.Term) : null;

    /// <summary>The value of a literal; <see langword="null"/> for any other term.</summary>
    public static Value? Of(Term term) => term switch
    {
        Term.String { Constant: { } text } => Value.Of(text),
        Term.Number number => Value.Of(number.Text, ValueKind.Number),
        Term.Duration duration => Value.Of(duration.Text, ValueKind.Duration),
        Term.Truth truth => Value.Of(truth.ToString(), ValueKind.String),
        _ => null,
    };
}
