using System.Collections.Immutable;

namespace Tracetest.Domain.Expressions;

/// <summary>Finds the variables an expression names.</summary>
public static class VariableReferences
{
    /// <summary>Every <c>var:</c> and <c>env:</c> name in order of appearance, repeats included.</summary>
    /// <remarks>Looks everywhere: operands, holes of strings, filter arguments, lists and call arguments.</remarks>
    public static ImmutableArray<string> Of(Expression expression) =>
        [.. ExpressionTerms.All(expression).OfType<Term.Variable>().Select(variable => variable.Name)];
}
