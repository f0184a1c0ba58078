using System.Collections.Immutable;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Selectors;
using Tracetest.Domain.Syntax;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Triggers;

namespace Tracetest.Domain.Assertions;

/// <summary>Checks the texts of a test before it is stored, so that what is stored can be run.</summary>
/// <remarks>
/// Source: spec language 13, row 1 (reference: nothing is checked, and a malformed selector picks every span). Tests stored before there
/// was a check are not looked at again: they run, and what is malformed fails with its fault. Pure, thread-safe.
/// </remarks>
public static class TestCheck
{
    /// <summary>Every fault and warning of every text, and repeated names of outputs; by field in the order of the test.</summary>
    public static ImmutableArray<TestFault> Of(Test test) =>
    [
        .. TriggerTexts.ByPath(test.Trigger).SelectMany(field => At($"spec.trigger.{field.Path}", OfTriggerText(field.Text))),
        .. test.Specs.SelectMany((spec, i) => OfSpec(spec, $"spec.specs[{i}]")),
        .. test.Outputs.SelectMany((output, i) => OfOutput(output, $"spec.outputs[{i}]")),
        .. RepeatedNames(test.Outputs),
    ];

    /// <summary>What is wrong with a selector, by position.</summary>
    public static ImmutableArray<Diagnostic> OfSelector(string text) => Selector.Parse(text).Errors;

    /// <summary>What is wrong with an assertion, by position.</summary>
    public static ImmutableArray<Diagnostic> OfAssertion(string text) => Statement.Parse(text).Errors;

    /// <summary>What is wrong with the value of an output, by position.</summary>
    public static ImmutableArray<Diagnostic> OfValue(string text) => Expression.Parse(text).Errors;

    /// <summary>What is wrong with the <c>${…}</c> of a trigger's text, by position.</summary>
    public static ImmutableArray<Diagnostic> OfTriggerText(string text) => InterpolatedText.Parse(text).Errors;

    private static IEnumerable<TestFault> OfSpec(TestSpec spec, string path) =>
        At($"{path}.selector", OfSelector(spec.Selector))
            .Concat(spec.Assertions.SelectMany((assertion, i) => At($"{path}.assertions[{i}]", OfAssertion(assertion))));

    private static IEnumerable<TestFault> OfOutput(TestOutput output, string path) =>
        At($"{path}.selector", OfSelector(output.Selector)).Concat(At($"{path}.value", OfValue(output.Value)));

    /// <summary>The first output of a name keeps it.</summary>
    private static IEnumerable<TestFault> RepeatedNames(ImmutableArray<TestOutput> outputs)
    {
        var owners = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < outputs.Length; i++)
        {
            var name = outputs[i].Name;
            if (name.Length > 0 && !owners.TryAdd(name, i))
            {
                yield return new TestFault($"spec.outputs[{i}].name", new Diagnostic(
                    new TextRange(0, name.Length), $"the name `{name}` again", "a name of its own", $"it is the name of spec.outputs[{owners[name]}]"));
            }
        }
    }

    private static IEnumerable<TestFault> At(string path, ImmutableArray<Diagnostic> diagnostics) =>
        diagnostics.Select(diagnostic => new TestFault(path, diagnostic));
}

/// <summary>What is wrong with a text of a test.</summary>
/// <param name="Path">Where the text stands in the test's document, e.g. <c>spec.specs[1].assertions[0]</c>; lists count from 0.</param>
/// <param name="Diagnostic">What is wrong, with its position in the text. A warning does not keep a test from being stored.</param>
public sealed record TestFault(string Path, Diagnostic Diagnostic)
{
    /// <summary>Whether the test cannot be stored like this.</summary>
    public bool IsError => Diagnostic.Severity == DiagnosticSeverity.Error;

    /// <summary>Path, position and message as one sentence.</summary>
    public override string ToString() => $"{Path}: {Diagnostic}";
}
