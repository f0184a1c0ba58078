using Tracetest.Domain.Tests;

namespace Tracetest.Web.Components.Tests;

/// <summary>An output while it is being written.</summary>
public sealed class OutputDraft
{
    public string Name { get; set; } = "";

    public string Selector { get; set; } = "";

    public string Value { get; set; } = "";

    public static OutputDraft Of(TestOutput output) => new() { Name = output.Name, Selector = output.Selector, Value = output.Value };

    public TestOutput ToOutput() => new(Name.Trim(), Selector.Trim(), Value.Trim());

    /// <summary>Adds what is wrong, by field.</summary>
    public void AddFaults(Dictionary<string, string> faults, int index, bool isNameTaken)
    {
        if (Name.Trim().Length == 0)
        {
            faults[$"output-{index}-name"] = "Give the output a name.";
        }
        else if (isNameTaken)
        {
            faults[$"output-{index}-name"] = "Another output has this name.";
        }

        if (SpecLanguage.SelectorFault(Selector.Trim()) is { } selector)
        {
            faults[$"output-{index}-selector"] = selector;
        }

        if (Value.Trim().Length == 0)
        {
            faults[$"output-{index}-value"] = "Say what is read off the span.";
        }
        else if (SpecLanguage.ValueFault(Value.Trim()) is { } value)
        {
            faults[$"output-{index}-value"] = value;
        }
    }
}
