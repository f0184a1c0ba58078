using System.Text.Json.Nodes;
using Tracetest.Domain.Expressions;

namespace Tracetest.Conformance.Tests;

internal static class ExpressionParseVectors
{
    public static void RunParse(Vector vector)
    {
        var (input, isStatement) = (vector.Text("input"), vector.Text("grammar") == "statement");
        JsonNode? actual = isStatement
            ? Statement.Parse(input).Value is { } statement ? ToJson(statement) : null
            : Expression.Parse(input).Value is { } expression ? ToJson(expression) : null;
        var expected = vector.ExpectsError ? null : JsonNode.Parse(vector.Expected.GetProperty("ast").GetRawText());
        Assert.True(JsonNode.DeepEquals(expected, actual), $"expected {expected?.ToJsonString()}, got {actual?.ToJsonString()}");
    }

    public static void RunTokens(Vector vector)
    {
        var statement = Statement.Parse(vector.Text("statement"));
        Assert.True(statement.IsValid, statement.Error?.ToString());
        var tokens = new JsonArray();
        AddTokens(statement.Value.Left, tokens);
        AddTokens(statement.Value.Right, tokens);
        var expected = JsonNode.Parse(vector.Expected.GetProperty("tokens").GetRawText());
        Assert.True(JsonNode.DeepEquals(expected, tokens), $"expected {expected?.ToJsonString()}, got {tokens.ToJsonString()}");
    }

    private static JsonObject ToJson(Statement statement) => new()
    {
        ["left"] = ToJson(statement.Left),
        ["comparator"] = statement.Comparator.ToText(),
        ["right"] = ToJson(statement.Right),
    };

    private static JsonObject ToJson(Expression expression)
    {
        var json = new JsonObject { ["term"] = ToJson(expression.Term) };
        if (!expression.Operations.IsEmpty)
        {
            json["ops"] = new JsonArray([.. expression.Operations.Select(operation =>
                new JsonObject { ["op"] = ((char)operation.Operator).ToString(), ["term"] = ToJson(operation.Term) })]);
        }

        if (!expression.Filters.IsEmpty)
        {
            json["filters"] = new JsonArray([.. expression.Filters.Select(ToJson)]);
        }

        return json;
    }

    private static JsonObject ToJson(FilterCall filter)
    {
        var json = new JsonObject { ["name"] = filter.Name };
        if (!filter.Arguments.IsEmpty)
        {
            json["args"] = new JsonArray([.. filter.Arguments.Select(ToJson)]);
        }

        return json;
    }

    private static JsonObject ToJson(Term term) => term switch
    {
        Term.Number number => new JsonObject { ["type"] = "number", ["value"] = number.Text },
        Term.Duration duration => new JsonObject { ["type"] = "duration", ["value"] = duration.Text },
        Term.Attribute attribute => new JsonObject { ["type"] = "attribute", ["name"] = attribute.Name },
        Term.Variable variable => new JsonObject { ["type"] = variable.Prefix, ["name"] = variable.Name },
        Term.String text => new JsonObject { ["type"] = "string", ["parts"] = new JsonArray([.. text.Parts.Select(ToJson)]) },
        Term.List list => new JsonObject { ["type"] = "array", ["items"] = new JsonArray([.. list.Items.Select(ToItem)]) },
        Term.Call call => new JsonObject
        {
            ["type"] = "function",
            ["name"] = call.Name,
            ["args"] = new JsonArray([.. call.Arguments.Select(ToItem)]),
        },
        _ => throw new InvalidOperationException(),
    };

    /// <summary>An item or argument: a term alone, or an expression, which the original has none of.</summary>
    private static JsonNode ToItem(Expression expression) =>
        expression.Operations.IsEmpty && expression.Filters.IsEmpty ? ToJson(expression.Term) : ToJson(expression);

    private static JsonNode? ToJson(TextPart part) =>
        part is TextPart.Hole hole ? ToJson(hole.Expression) : JsonValue.Create(part.ToString());

    private static void AddTokens(Expression expression, JsonArray tokens)
    {
        AddTokens(expression.Term, tokens);
        foreach (var operation in expression.Operations)
        {
            AddTokens(operation.Term, tokens);
        }

        foreach (var filter in expression.Filters)
        {
            Add(tokens, "function", filter.Name);
            foreach (var argument in filter.Arguments)
            {
                AddTokens(argument, tokens);
            }
        }
    }

    private static void AddTokens(Term term, JsonArray tokens)
    {
        switch (term)
        {
            case Term.Attribute:
                Add(tokens, "attribute", null);
                break;
            case Term.Variable variable:
                Add(tokens, variable.Prefix, variable.Name);
                break;
            case Term.Number:
                Add(tokens, "number", null);
                break;
            case Term.Duration:
                Add(tokens, "duration", null);
                break;
            case Term.String text:
                Add(tokens, "string", null);
                foreach (var hole in text.Parts.OfType<TextPart.Hole>())
                {
                    AddTokens(hole.Expression, tokens);
                }

                break;
            case Term.List list:
                Add(tokens, "array", null);
                AddReferences(list, tokens);
                break;
            case Term.Call call:
                Add(tokens, "function", call.Name);
                AddReferences(call, tokens);
                break;
        }
    }

    private static void AddReferences(Term term, JsonArray tokens)
    {
        switch (term)
        {
            case Term.Variable variable:
                Add(tokens, variable.Prefix, variable.Name);
                break;
            case Term.List list:
                list.Items.ToList().ForEach(item => AddReferences(item.Term, tokens));
                break;
            case Term.Call call:
                call.Arguments.ToList().ForEach(argument => AddReferences(argument.Term, tokens));
                break;
        }
    }

    private static void Add(JsonArray tokens, string type, string? identifier)
    {
        var token = new JsonObject { ["type"] = type };
        if (identifier is not null)
        {
            token["identifier"] = identifier;
        }

        tokens.Add((JsonNode)token);
    }
}
