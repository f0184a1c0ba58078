namespace Tracetest.Domain.Assertions;

/// <summary>What the analyzer found in a trace, as far as it decides gates.</summary>
/// <param name="IsPassed">Whether no rule that is an error was broken.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="MinimumScore">The lowest score that is enough, 0 to 100.</param>
/// <remarks>Source: spec language 8, "Run".</remarks>
public sealed record AnalyzerVerdict(bool IsPassed, int Score, int MinimumScore);
