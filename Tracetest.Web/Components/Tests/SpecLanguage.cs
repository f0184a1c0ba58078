using System.Collections.Immutable;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Syntax;

namespace Tracetest.Web.Components.Tests;

/// <summary>What is wrong with a text of the test language while it is typed: every fault on a line of its own.</summary>
internal static class SpecLanguage
{
    /// <summary>How many faults of one text are shown.</summary>
    private const int MaxFaults = 20;

    public static string? SelectorFault(string selector) => Tell(TestCheck.OfSelector(selector));

    public static string? AssertionFault(string assertion) => Tell(TestCheck.OfAssertion(assertion));

    /// <summary>Of an output's value.</summary>
    public static string? ValueFault(string value) => Tell(TestCheck.OfValue(value));

    /// <summary>Of the <c>${…}</c> in a text of the trigger.</summary>
    public static string? TriggerFault(string text) => Tell(TestCheck.OfTriggerText(text));

    private static string? Tell(ImmutableArray<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(MaxFaults).ToArray();
        return errors.Length == 0 ? null : string.Join('\n', errors.Select(error => error.ToString()));
    }
}
