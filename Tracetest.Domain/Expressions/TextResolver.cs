namespace Tracetest.Domain.Expressions;

/// <summary>Shows what a statement or an expression comes to, without comparing.</summary>
/// <remarks>Source: spec language 8, "Resolve".</remarks>
public static class TextResolver
{
    /// <summary>
    /// The value of an expression, or <c>left comparator right</c> of a statement, neither rounded nor formatted.
    /// </summary>
    public static Evaluated Resolve(string text, EvaluationContext context)
    {
        var statement = Statement.Parse(text);
        if (statement.IsValid)
        {
            return Resolve(statement.Value, context);
        }

        var expression = Expression.Parse(text);
        if (expression.IsValid)
        {
            return expression.Value.Compile().Evaluate(context);
        }

        // Whichever reading got further is the one the user meant.
        var error = statement.Error.Index > expression.Error.Index ? statement.Error : expression.Error;
        return ExpressionFault.Syntax(text, error);
    }

    private static Evaluated Resolve(Statement statement, EvaluationContext context)
    {
        var left = statement.Left.Compile().Evaluate(context);
        if (!left.IsValue)
        {
            return left;
        }

        var right = statement.Right.Compile().Evaluate(context);
        return right.IsValue
            ? Value.Of($"{left.Value.Text} {statement.Comparator.ToText()} {right.Value.Text}")
            : right;
    }
}
