namespace Tracetest.Infrastructure.Tests;

/// <summary>The columns of a run that repeat what its documents say, so that lists of tests need not read those.</summary>
internal static class RunColumns
{
    /// <summary>Span results that passed.</summary>
    public const string Passes = "Passes";

    /// <summary>Span results that did not pass.</summary>
    public const string Fails = "Fails";

    /// <summary>Whether every required gate passed.</summary>
    public const string IsPassed = "HasPassed";
}
