namespace Tracetest.Benchmarks;

/// <summary>A line of the table.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Ours">The product's figure with its unit.</param>
/// <param name="Floor">What it is held against, measured in the same run; empty for a figure held against a fixed number.</param>
/// <param name="Ratio">Ours against that, round by round; for a figure without a floor the figure itself.</param>
/// <param name="Target">What the ratio shall be; <see langword="null"/> for a figure given as information.</param>
internal sealed record BenchmarkResult(string Name, string Ours, string Floor, Interval Ratio, Target? Target = null)
{
    public bool IsMissedThroughout => Target is { } target && target.IsMissedThroughout(Ratio);

    public string Verdict => Target switch
    {
        null => "-",
        { } target when target.IsMet(Ratio) => "ok",
        _ => IsMissedThroughout ? "MISSED" : "missed within noise",
    };
}
