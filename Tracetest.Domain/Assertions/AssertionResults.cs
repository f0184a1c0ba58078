using System.Collections.Immutable;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Assertions;

/// <summary>What came of checking a test's specs against a trace.</summary>
/// <param name="Specs">One result per spec, in the order of the test.</param>
/// <remarks>Source: spec language 8. Keyed by position, so specs with equal selectors keep their own results.</remarks>
public sealed record AssertionResults(ImmutableArray<SpecResult> Specs)
{
    /// <summary>The results of a test without specs: passed.</summary>
    public static AssertionResults None { get; } = new([]);

    /// <summary>Whether every assertion passed; true when there is none.</summary>
    public bool AllPassed => Specs.All(spec => spec.AllPassed);

    /// <summary>Span results that passed.</summary>
    public int PassedCount => Specs.Sum(spec => spec.Assertions.Sum(assertion => assertion.Spans.Count(span => span.IsPassed)));

    /// <summary>Span results that did not pass.</summary>
    public int FailedCount => Specs.Sum(spec => spec.Assertions.Sum(assertion => assertion.Spans.Count(span => !span.IsPassed)));
}

/// <summary>What came of one spec.</summary>
/// <param name="Name">The spec's name; MAY be empty.</param>
/// <param name="Selector">The selector's text.</param>
/// <param name="Assertions">One result per assertion, in the order of the spec.</param>
public sealed record SpecResult(string Name, string Selector, ImmutableArray<AssertionResult> Assertions)
{
    /// <summary>Why the selector picked no span, for people; empty when it picked one.</summary>
    public string Unmatched { get; init; } = "";

    /// <summary>Whether every assertion of the spec passed.</summary>
    public bool AllPassed => Assertions.All(assertion => assertion.AllPassed);
}

/// <summary>What came of one assertion.</summary>
/// <param name="Assertion">The assertion's text.</param>
/// <param name="Spans">One result per selected span, in document order; exactly one without a span when none was selected.</param>
public sealed record AssertionResult(string Assertion, ImmutableArray<SpanResult> Spans)
{
    /// <summary>Whether it passed on every span.</summary>
    public bool AllPassed => Spans.All(span => span.IsPassed);
}

/// <summary>What came of one assertion on one span.</summary>
/// <remarks>A structure of five words: there may be a million of them in one run.</remarks>
public readonly record struct SpanResult
{
    private readonly SpanId _spanId;

    /// <param name="spanId">The span; <see langword="null"/> when none was selected.</param>
    /// <param name="observedValue">The left side as reported; empty when it could not be had.</param>
    /// <param name="expectedValue">The right side as reported; empty when it could not be had.</param>
    /// <param name="fault">Why it did not pass; <see langword="null"/> when it passed.</param>
    public SpanResult(SpanId? spanId, string observedValue, string expectedValue, AssertionFault? fault) =>
        (_spanId, ObservedValue, ExpectedValue, Fault) = (spanId ?? default, observedValue, expectedValue, fault);

    /// <summary>The span; <see langword="null"/> when none was selected.</summary>
    public SpanId? SpanId
    {
        get => _spanId.IsValid ? _spanId : null;
        init => _spanId = value ?? default;
    }

    /// <summary>The left side as reported; empty when it could not be had.</summary>
    public string ObservedValue { get; init; }

    /// <summary>The right side as reported; empty when it could not be had.</summary>
    public string ExpectedValue { get; init; }

    /// <summary>Why it did not pass; <see langword="null"/> when it passed.</summary>
    public AssertionFault? Fault { get; init; }

    /// <summary>Whether the assertion holds on the span.</summary>
    public bool IsPassed => Fault is null;
}

/// <summary>Why an assertion did not pass.</summary>
/// <param name="Kind">Which side of the language said so.</param>
/// <param name="Message">For the user, beginning as spec language 12 says.</param>
public sealed record AssertionFault(AssertionFaultKind Kind, string Message);

/// <summary>The kinds of fault, which decide how clients show them.</summary>
public enum AssertionFaultKind
{
    /// <summary>The comparison was made and did not hold: the only kind that is a failed test.</summary>
    NoMatch,

    /// <summary>The selector or the assertion is not of the language.</summary>
    Syntax,

    /// <summary>A name could not be resolved: attribute, variable, function, filter, or no span was selected.</summary>
    Resolution,

    /// <summary>A value could not be computed.</summary>
    Evaluation,

    /// <summary>The two sides cannot be compared.</summary>
    Comparison,
}

/// <summary>What came of one output.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Value">The text read; empty when there is none.</param>
/// <param name="SpanId">Where it was read; <see langword="null"/> when no span was selected.</param>
/// <param name="Error">Why it could not be read; empty when it was.</param>
public sealed record OutputResult(string Name, string Value, SpanId? SpanId, string Error)
{
    /// <summary>Whether a value was read.</summary>
    public bool IsResolved => Error.Length == 0;
}

/// <summary>The conditions a run must meet to count as passed.</summary>
/// <param name="Required">The gates asked for.</param>
/// <param name="Failed">Every gate that failed, required or not, in order of occurrence.</param>
/// <remarks>Source: spec server 3.4.</remarks>
public sealed record RequiredGatesResult(ImmutableArray<string> Required, ImmutableArray<string> Failed)
{
    /// <summary>The gate that fails when any assertion does.</summary>
    public const string TestSpecs = "test-specs";

    /// <summary>The gate that fails when the analyzer's rules do.</summary>
    public const string AnalyzerRules = "analyzer-rules";

    /// <summary>The gate that fails when the analyzer's score is below the minimum.</summary>
    public const string AnalyzerScore = "analyzer-score";

    /// <summary>Every gate there is.</summary>
    public static ImmutableArray<string> Known { get; } = [TestSpecs, AnalyzerScore, AnalyzerRules];

    /// <summary>What is required when nobody says otherwise, with nothing failed yet.</summary>
    public static RequiredGatesResult Default { get; } = new([TestSpecs], []);

    /// <summary>Whether no required gate failed.</summary>
    public bool IsPassed => !Failed.Any(Required.Contains);

    /// <summary>With one more gate failed; a gate is listed once, however often it fails.</summary>
    public RequiredGatesResult WithFailed(string gate) =>
        Failed.Contains(gate) ? this : this with { Failed = Failed.Add(gate) };

    /// <summary>The gates of a run that was judged: those that failed join, in the order specs, rules, score.</summary>
    /// <param name="specsPassed">Whether every assertion passed.</param>
    /// <param name="analyzer">What the analyzer found; <see langword="null"/> when it did not look, which fails none of its gates.</param>
    public RequiredGatesResult Judged(bool specsPassed, AnalyzerVerdict? analyzer)
    {
        var gates = specsPassed ? this : WithFailed(TestSpecs);
        gates = analyzer is { IsPassed: false } ? gates.WithFailed(AnalyzerRules) : gates;
        return analyzer is not null && analyzer.Score < analyzer.MinimumScore ? gates.WithFailed(AnalyzerScore) : gates;
    }
}
