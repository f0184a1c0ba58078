using System.Text.Json.Nodes;
using Tracetest.Domain.Expressions;

namespace Tracetest.Conformance.Expressions;

/// <summary>One token of the list that vectors of kind <c>tokens</c> hold.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Identifier">The name of a variable, function or filter; <see langword="null"/> for others.</param>
internal sealed record ListedToken(string Type, string? Identifier)
{
    public bool IsVariable => Type is "env" or "var";

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["type"] = Type };
        if (Identifier is not null)
        {
            json["identifier"] = Identifier;
        }

        return json;
    }
}

/// <summary>Lists the tokens of a statement in order of appearance.</summary>
/// <remarks>Of list items and call arguments only variables are listed (spec language 13 row 19).</remarks>
internal static class ExpressionTokens
{
    public static IReadOnlyList<ListedToken> Of(Statement statement) => [.. Of(statement.Left), .. Of(statement.Right)];

    private static IEnumerable<ListedToken> Of(Expression expression) =>
    [
        .. Of(expression.Term),
        .. expression.Operations.SelectMany(operation => Of(operation.Term)),
        .. expression.Filters.SelectMany(filter => (IEnumerable<ListedToken>)
            [new ListedToken("function", filter.Name), .. filter.Arguments.SelectMany(Of)]),
    ];

    private static IEnumerable<ListedToken> Of(Term term) => term switch
    {
        Term.Attribute => [new ListedToken("attribute", null)],
        Term.Variable variable => [new ListedToken(variable.Prefix, variable.Name)],
        Term.Number => [new ListedToken("number", null)],
        Term.Duration => [new ListedToken("duration", null)],
        Term.String text =>
            [new ListedToken("string", null), .. text.Parts.OfType<TextPart.Hole>().SelectMany(hole => Of(hole.Expression))],
        Term.List list => [new ListedToken("array", null), .. list.Items.SelectMany(item => VariablesOf(item))],
        Term.Call call => [new ListedToken("function", call.Name), .. call.Arguments.SelectMany(argument => VariablesOf(argument))],
        Term.Truth => [new ListedToken("boolean", null)],
        Term.Group group => Of(group.Inner),
        _ => throw new InvalidOperationException($"Unknown term {term.GetType()}."),
    };

    private static IEnumerable<ListedToken> VariablesOf(Expression expression) => Of(expression).Where(token => token.IsVariable);
}
