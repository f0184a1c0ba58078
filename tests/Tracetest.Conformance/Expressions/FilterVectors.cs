using System.Collections.Immutable;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Expressions.Filters;

namespace Tracetest.Conformance.Expressions;

/// <summary>Vectors about filters.</summary>
internal static class FilterVectors
{
    public static Observation Apply(Vector vector)
    {
        var filter = FilterCatalog.Prepare(vector.Input.Text("filter"), [.. vector.Input.Texts("args")]);
        return filter(InputOf(vector.Input.Object("input"))).ToObservation();
    }

    private static Value InputOf(Fields input) =>
        input.Has("value") ? Value.Of(input.Text("value"))
        : input.Has("items") ? Value.Of(input.Texts("items").Select(Value.Of).ToImmutableArray())
        : input.Flag("nil") ? Value.None
        : throw input.Unknown("nil");
}
