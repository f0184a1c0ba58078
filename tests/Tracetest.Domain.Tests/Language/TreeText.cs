using System.Globalization;
using Tracetest.Domain.Expressions;

namespace Tracetest.Domain.Tests.Language;

/// <summary>Writes trees so that two have the same text only if they are the same, wherever they stood.</summary>
internal static class TreeText
{
    public static string Of(Statement statement) => $"{statement.Comparator}({Of(statement.Left)}, {Of(statement.Right)})";

    public static string Of(Expression expression) =>
        $"E({Of(expression.Term)}"
        + string.Concat(expression.Operations.Select(operation => $" {operation.Operator} {Of(operation.Term)}"))
        + string.Concat(expression.Filters.Select(filter => $" | {Of(filter.Name)}<{string.Join(" ", filter.Arguments.Select(Of))}>"))
        + ")";

    private static string Of(Term term) => term switch
    {
        Term.Number number => $"Number {Of(number.Text)}",
        Term.Duration duration => $"Duration {Of(duration.Text)}",
        Term.Truth truth => $"Truth {truth.IsTrue}",
        Term.Attribute attribute => $"Attribute {attribute.Source} {Of(attribute.Name)} {attribute.Quote}",
        Term.Variable variable => $"Variable {variable.Prefix} {Of(variable.Name)}",
        Term.String text => $"String {text.Quote} [{string.Join(", ", text.Parts.Select(Of))}]",
        Term.List list => $"List [{string.Join(", ", list.Items.Select(Of))}]",
        Term.Call call => $"Call {Of(call.Name)} [{string.Join(", ", call.Arguments.Select(Of))}]",
        Term.Group group => $"Group {Of(group.Inner)}",
        _ => throw new InvalidOperationException($"Unknown term {term.GetType()}."),
    };

    private static string Of(TextPart part) =>
        part is TextPart.Hole hole ? $"Hole {Of(hole.Expression)}" : $"Literal {Of(((TextPart.Literal)part).Content)}";

    private static string Of(string text) => string.Create(CultureInfo.InvariantCulture, $"{text.Length}:{text}");
}
