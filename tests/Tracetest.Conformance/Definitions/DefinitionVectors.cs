using Tracetest.Domain.Definitions;

namespace Tracetest.Conformance.Definitions;

/// <summary>Vectors about the text of definition files.</summary>
internal static class DefinitionVectors
{
    public static Observation Substitute(Vector vector)
    {
        var environment = new Dictionary<string, string>(vector.Input.Object("env").TextMembers());
        var text = EnvironmentSubstitution.Apply(vector.Input.Text("text"), name => environment.GetValueOrDefault(name));
        return Observation.Of("value", text);
    }
}
