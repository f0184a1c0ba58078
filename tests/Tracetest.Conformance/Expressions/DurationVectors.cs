using Tracetest.Domain.Quantities;

namespace Tracetest.Conformance.Expressions;

/// <summary>Vectors about amounts of time.</summary>
internal static class DurationVectors
{
    public static Observation Convert(Vector vector) => vector.Input.Text("op") switch
    {
        "format" => Observation.Of("value", Durations.Format(vector.Input.Number("input"))),

        // The original reads what is no amount as 0; here it is told apart, so that comparisons can refuse it.
        "parse" => Observation.Of("value", Durations.TryParse(vector.Input.Text("input")) ?? 0),
        _ => throw vector.Input.Unknown("op"),
    };
}
