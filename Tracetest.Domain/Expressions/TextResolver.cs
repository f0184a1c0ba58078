namespace Tracetest.Domain.Expressions;

/// <summary>Shows what a statement or an expression comes to, without comparing. Immutable, thread-safe.</summary>
/// <remarks>Source: spec language 8, "Resolve".</remarks>
public sealed class TextResolver
{
    private readonly ExpressionFault? _fault;
    private readonly CompiledExpression? _left;
    private readonly Statement? _statement;
    private readonly CompiledExpression? _right;

    private TextResolver(Statement statement)
    {
        _statement = statement;
        _left = statement.Left.Compile();
        _right = statement.Right.Compile();
    }

    private TextResolver(Expression expression) => _left = expression.Compile();

    private TextResolver(ExpressionFault fault) => _fault = fault;

    /// <summary>Reads a statement or an expression; a malformed text comes back too, and says so when resolved.</summary>
    public static TextResolver Parse(string text)
    {
        var statement = Statement.Parse(text);
        if (statement.IsValid)
        {
            return new TextResolver(statement.Value);
        }

        var expression = Expression.Parse(text);
        if (expression.IsValid)
        {
            return new TextResolver(expression.Value);
        }

        // Whichever reading got further is the one the user meant.
        var error = statement.Error.Index > expression.Error.Index ? statement.Error : expression.Error;
        return new TextResolver(ExpressionFault.Syntax(text, error));
    }

    /// <summary>Reads a text and resolves it at once.</summary>
    public static Evaluated Resolve(string text, in EvaluationContext context) => Parse(text).Resolve(context);

    /// <summary>
    /// The value of an expression, or <c>left comparator right</c> of a statement, neither rounded nor formatted.
    /// </summary>
    public Evaluated Resolve(in EvaluationContext context)
    {
        if (_fault is not null)
        {
            return _fault;
        }

        var left = _left!.Evaluate(context);
        if (!left.IsValue || _statement is null)
        {
            return left;
        }

        var right = _right!.Evaluate(context);
        return right.IsValue
            ? Value.Of($"{left.Value.Text} {_statement.Comparator.ToText()} {right.Value.Text}")
            : right;
    }
}
