using System.Text.Json.Nodes;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Syntax;

namespace Tracetest.Conformance.Expressions;

/// <summary>Vectors about the syntax of statements and expressions.</summary>
internal static class ExpressionParseVectors
{
    public static Observation Parse(Vector vector)
    {
        var input = vector.Input.Text("input");
        return vector.Input.Text("grammar") switch
        {
            "statement" => Observe(Statement.Parse(input), ExpressionJson.Of),
            "expression" => Observe(Expression.Parse(input), ExpressionJson.Of),
            _ => throw vector.Input.Unknown("grammar"),
        };
    }

    public static Observation Tokens(Vector vector)
    {
        var statement = Statement.Parse(vector.Input.Text("statement"));
        if (!statement.IsValid)
        {
            return Observation.Refused("syntax", statement.Error.ToString());
        }

        var tokens = ExpressionTokens.Of(statement.Value);
        var names = tokens.Where(token => token.IsVariable).Select(token => token.Identifier);
        var known = VariableReferences.Of(statement.Value.Left).Concat(VariableReferences.Of(statement.Value.Right)).ToArray();
        return names.SequenceEqual(known)
            ? Observation.Of("tokens", new JsonArray([.. tokens.Select(token => token.ToJson())]))
            : Observation.Refused("evaluation", $"the product knows of other variables: {string.Join(", ", known)}");
    }

    private static Observation Observe<T>(Parsed<T> parsed, Func<T, JsonNode> toJson)
        where T : class =>
        parsed.IsValid ? Observation.Of("ast", toJson(parsed.Value)) : Observation.Refused("syntax", parsed.Error.ToString());
}
