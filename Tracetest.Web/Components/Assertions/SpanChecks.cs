using Tracetest.Domain.Assertions;
using Tracetest.Domain.Traces;

namespace Tracetest.Web.Components.Assertions;

/// <summary>How many checks a span passed, failed, and could not be put to.</summary>
public readonly record struct SpanChecks(int Passed, int Failed, int Errors)
{
    private static readonly Dictionary<int, SpanChecks> None = [];

    /// <summary>The checks of every span that was checked, by its position in the trace.</summary>
    public static IReadOnlyDictionary<int, SpanChecks> Of(AssertionResults? results, Trace trace)
    {
        if (results is null)
        {
            return None;
        }

        var checks = new Dictionary<int, SpanChecks>();
        foreach (var result in results.Specs.SelectMany(spec => spec.Assertions).SelectMany(assertion => assertion.Spans))
        {
            if (result.SpanId is { } id && trace.PositionOf(id) is >= 0 and var position)
            {
                checks[position] = checks.GetValueOrDefault(position).With(result);
            }
        }

        return checks;
    }

    /// <summary>The positions a spec picked, each once.</summary>
    public static IReadOnlySet<int> Matches(SpecResult spec, Trace trace) => spec.Assertions
        .SelectMany(assertion => assertion.Spans)
        .Select(result => result.SpanId is { } id ? trace.PositionOf(id) : -1)
        .Where(position => position >= 0)
        .ToHashSet();

    private SpanChecks With(SpanResult result) => result.Fault switch
    {
        null => this with { Passed = Passed + 1 },
        { Kind: AssertionFaultKind.NoMatch } => this with { Failed = Failed + 1 },
        _ => this with { Errors = Errors + 1 },
    };
}
