using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tracetest.Domain.Expressions;

namespace Tracetest.Conformance.Expressions;

/// <summary>Writes statements and expressions as vectors have them.</summary>
internal static class ExpressionJson
{
    public static JsonObject Of(Statement statement) => new()
    {
        ["left"] = Of(statement.Left),
        ["comparator"] = statement.Comparator.ToText(),
        ["right"] = Of(statement.Right),
    };

    public static JsonObject Of(Expression expression)
    {
        var json = new JsonObject { ["term"] = Of(expression.Term) };
        AddUnlessEmpty(json, "ops", expression.Operations, Of);
        AddUnlessEmpty(json, "filters", expression.Filters, Of);
        return json;
    }

    private static JsonObject Of(Operation operation) =>
        new() { ["op"] = ((char)operation.Operator).ToString(), ["term"] = Of(operation.Term) };

    private static JsonObject Of(FilterCall filter)
    {
        var json = new JsonObject { ["name"] = filter.Name };
        AddUnlessEmpty(json, "args", filter.Arguments, Of);
        return json;
    }

    private static JsonObject Of(Term term) => term switch
    {
        Term.Number number => new JsonObject { ["type"] = "number", ["value"] = number.Text },
        Term.Duration duration => new JsonObject { ["type"] = "duration", ["value"] = duration.Text },
        Term.Attribute attribute => new JsonObject { ["type"] = TypeOf(attribute), ["name"] = attribute.Name },
        Term.Variable variable => new JsonObject { ["type"] = variable.Prefix, ["name"] = variable.Name },
        Term.String text => new JsonObject { ["type"] = "string", ["parts"] = ListOf(text.Parts, Of) },
        Term.List list => new JsonObject { ["type"] = "array", ["items"] = ListOf(list.Items, ItemOf) },
        Term.Call call => new JsonObject { ["type"] = "function", ["name"] = call.Name, ["args"] = ListOf(call.Arguments, ItemOf) },
        Term.Truth truth => new JsonObject { ["type"] = "boolean", ["value"] = truth.ToString() },
        Term.Group group => new JsonObject { ["type"] = "group", ["expression"] = Of(group.Inner) },
        _ => throw new InvalidOperationException($"Unknown term {term.GetType()}."),
    };

    private static string TypeOf(Term.Attribute attribute) =>
        attribute.Source == AttributeSource.Span ? "attribute" : attribute.Source.ToPrefix();

    /// <summary>An item or argument: a term alone, or an expression, of which the original has none there.</summary>
    private static JsonObject ItemOf(Expression expression) =>
        expression.Operations.IsEmpty && expression.Filters.IsEmpty ? Of(expression.Term) : Of(expression);

    private static JsonNode Of(TextPart part) => part is TextPart.Hole hole ? Of(hole.Expression) : JsonValue.Create(part.ToString());

    private static JsonArray ListOf<T>(ImmutableArray<T> items, Func<T, JsonNode> toJson) => [.. items.Select(toJson)];

    private static void AddUnlessEmpty<T>(JsonObject json, string name, ImmutableArray<T> items, Func<T, JsonNode> toJson)
    {
        if (!items.IsEmpty)
        {
            json[name] = ListOf(items, toJson);
        }
    }
}
