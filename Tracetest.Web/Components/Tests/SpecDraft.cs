using System.Collections.Immutable;
using Tracetest.Domain.LanguageServices;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Traces;
using Tracetest.Web.Components.Language;

namespace Tracetest.Web.Components.Tests;

/// <summary>A spec while it is being written.</summary>
public sealed class SpecDraft
{
    public string Name { get; set; } = "";

    public string Selector { get; set; } = "";

    public List<AssertionDraft> Assertions { get; } = [];

    /// <summary>Other selectors for the span the spec was begun on; none when it was begun on no span.</summary>
    public ImmutableArray<SuggestedSelector> Suggestions { get; private init; } = [];

    public static SpecDraft New() => new() { Assertions = { new AssertionDraft() } };

    /// <summary>A spec for a span of a trace, and for one of its attributes if it has that.</summary>
    public static SpecDraft For(Trace trace, int position, string? attribute)
    {
        var suggestions = SelectorSuggestions.For(trace, position);
        var value = attribute is null ? null : trace.Spans[position].TextOf(attribute);
        return new SpecDraft
        {
            Selector = suggestions[0].Text,
            Suggestions = suggestions,
            Assertions = { new AssertionDraft { Text = value is null ? "" : AssertionProposal.Of(attribute!, value) } },
        };
    }

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
