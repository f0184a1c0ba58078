using Tracetest.Domain.Tests;

namespace Tracetest.Web.Components.Tests;

/// <summary>A spec while it is being written.</summary>
public sealed class SpecDraft
{
    public string Name { get; set; } = "";

    public string Selector { get; set; } = "";

    public List<AssertionDraft> Assertions { get; } = [];

    public static SpecDraft New() => new() { Assertions = { new AssertionDraft() } };

    public static SpecDraft Of(TestSpec spec)
    {
        var draft = new SpecDraft { Name = spec.Name, Selector = spec.Selector };
        draft.Assertions.AddRange(spec.Assertions.Select(text => new AssertionDraft { Text = text }));
        return draft;
    }

    public TestSpec ToSpec() => new(Name.Trim(), Selector.Trim(), [.. Assertions.Select(assertion => assertion.Text.Trim()).Where(text => text.Length > 0)]);

    /// <summary>Adds what is wrong, by field.</summary>
    public void AddFaults(Dictionary<string, string> faults, int index)
    {
        if (SpecLanguage.SelectorFault(Selector) is { } selector)
        {
            faults[$"spec-{index}-selector"] = selector;
        }

        if (Assertions.TrueForAll(assertion => assertion.Text.Trim().Length == 0))
        {
            faults[$"spec-{index}-assertion-0"] = "Say what each selected span must satisfy.";
        }

        for (var i = 0; i < Assertions.Count; i++)
        {
            if (Assertions[i].Text is var text && !string.IsNullOrWhiteSpace(text) && SpecLanguage.AssertionFault(text) is { } fault)
            {
                faults[$"spec-{index}-assertion-{i}"] = fault;
            }
        }
    }
}

/// <summary>An assertion row of the form.</summary>
public sealed class AssertionDraft
{
    public string Text { get; set; } = "";
}
