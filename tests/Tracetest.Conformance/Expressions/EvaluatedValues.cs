using System.Text.Json.Nodes;
using Tracetest.Domain.Expressions;

namespace Tracetest.Conformance.Expressions;

/// <summary>What came of an evaluation, as vectors say it.</summary>
internal static class EvaluatedValues
{
    public static Observation ToObservation(this Evaluated evaluated) => evaluated.IsValue
        ? Observation.Of(new JsonObject { ["value"] = evaluated.Value.Text, ["type"] = evaluated.Value.Kind.ToName() })
        : Observation.Refused(evaluated.Fault.Kind.ToString().ToLowerInvariant(), evaluated.Fault.Message);

    /// <summary>The kind of a name; of what is no kind the vector is malformed.</summary>
    public static ValueKind KindOf(Fields input, string name) =>
        Enum.GetValues<ValueKind>().Cast<ValueKind?>().FirstOrDefault(kind => kind!.Value.ToName() == input.Text(name))
        ?? throw input.Unknown(name);
}
