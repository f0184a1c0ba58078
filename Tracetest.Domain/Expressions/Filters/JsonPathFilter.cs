using Tracetest.Domain.Expressions.Json;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions.Filters;

/// <summary><c>json_path</c>: what a path leads to in a JSON text.</summary>
internal static class JsonPathFilter
{
    private const string Name = "json_path";

    /// <summary>
    /// A path that cannot be read always fails, yet it is a warning: many tests have one, such as <c>$.headers.x-id</c>, and the original
    /// stores them and judges their other assertions.
    /// </summary>
    public static Diagnostic? Check(string pathText) =>
        JsonPath.Parse(pathText).Error is { } error ? error with { Severity = DiagnosticSeverity.Warning } : null;

    public static Filter Prepare(string pathText)
    {
        var path = JsonPath.Parse(pathText);
        return path.IsValid
            ? (value, documents) => Apply(path.Value, value, documents)
            : FilterCatalog.Fails(Name, $"invalid json_path `{pathText}`: {path.Error}");
    }

    private static Evaluated Apply(JsonPath path, Value value, JsonDocuments? documents)
    {
        if (value.IsList)
        {
            return FilterCatalog.Fault(Name, "cannot process array, take an item with get_index first");
        }

        if (value.Text.AsSpan().Trim(" \t\r\n").IsEmpty)
        {
            return Value.None;
        }

        if ((documents ?? new()).Read(value.Text) is not { } document)
        {
            return FilterCatalog.Fault(Name, "invalid JSON input");
        }

        return path.Find(document) switch
        {
            null => FilterCatalog.Fault(Name, $"more than {JsonPath.MaxHits} hits"),
            [] => Value.None,
            var hits => Value.OfHits([.. hits.Select(hit => hit.ToText())]),
        };
    }
}
