namespace Tracetest.Domain.Expressions;

/// <summary>Shows what a statement or an expression comes to, without comparing.</summary>
/// <remarks>Source: spec language 8, "Resolve".</remarks>
public static class TextResolver
{
    /// <summary>
    /// The value of an expression, or <c>left comparator right</c> of a statement, neither rounded nor formatted.
    /// </summary>
    public static Evaluated Resolve(string text, EvaluationContext context) => Read(text)(context);

    /// <summary>The same in each of many contexts, in their order; the text is read once.</summary>
    public static IEnumerable<Evaluated> Resolve(string text, IEnumerable<EvaluationContext> contexts) => contexts.Select(Read(text));

    private static Func<EvaluationContext, Evaluated> Read(string text)
    {
        var statement = Statement.Parse(text);
        if (statement.IsValid)
        {
            return Compile(statement.Value);
        }

        var expression = Expression.Parse(text);
        if (expression.IsValid)
        {
            var compiled = expression.Value.Compile();
            return context => compiled.Evaluate(context);
        }

        // Whichever reading got further is the one the user meant.
        var error = statement.Error.Index > expression.Error.Index ? statement.Error : expression.Error;
        return _ => ExpressionFault.Syntax(text, error);
    }

    private static Func<EvaluationContext, Evaluated> Compile(Statement statement)
    {
        var (left, right) = (statement.Left.Compile(), statement.Right.Compile());
        return context =>
        {
            var observed = left.Evaluate(context);
            if (!observed.IsValue)
            {
                return observed;
            }

            var expected = right.Evaluate(context);
            return expected.IsValue
                ? Value.Of($"{observed.Value.Text} {statement.Comparator.ToText()} {expected.Value.Text}")
                : expected;
        };
    }
}
