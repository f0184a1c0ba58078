using Tracetest.Domain.Expressions;

namespace Tracetest.Web.Components.Assertions;

/// <summary>An assertion taken apart for display.</summary>
/// <param name="Left">Before the comparison; the whole text when it is not of the language.</param>
/// <param name="Comparison">E.g. <c>&lt;</c> or <c>contains</c>; empty when the text is not of the language.</param>
/// <param name="Right">After it.</param>
public sealed record AssertionText(string Left, string Comparison, string Right)
{
    public static AssertionText Of(string text) => Statement.Parse(text) is { IsValid: true } statement
        ? new AssertionText(statement.Value.Left.ToString(), statement.Value.Comparator.ToText(), statement.Value.Right.ToString())
        : new AssertionText(text, "", "");
}
