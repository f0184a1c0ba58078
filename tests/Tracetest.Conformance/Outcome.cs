namespace Tracetest.Conformance;

/// <summary>What came of running a vector: a closed set. Nothing is ever skipped.</summary>
internal abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>Everything the vector expects was seen.</summary>
    public sealed record Passed : Outcome;

    /// <summary>Something else was seen, or the vector could not be run.</summary>
    /// <param name="Expected">What should have been.</param>
    /// <param name="Actual">What was.</param>
    /// <param name="Why">Where they differ; MAY be empty.</param>
    public sealed record Failed(string Expected, string Actual, string Why = "") : Outcome;
}
