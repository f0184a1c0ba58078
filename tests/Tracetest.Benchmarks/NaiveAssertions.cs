using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Tracetest.Domain.Traces;

namespace Tracetest.Benchmarks;

/// <summary>Assertions judged as one would in an afternoon: each is read by a regular expression, anew for every span, patterns too.</summary>
internal static class NaiveAssertions
{
    private const string Form = """^attr:(?<name>[\w.-]+)\s*(\|\s*regex\s+"(?<filter>[^"]*)"\s*)?(?<comparator>=|>|<=|matches|contains)\s*"?(?<value>[^"]*)"?$""";

    public static void Check(Trace trace, ImmutableArray<string> assertions)
    {
        foreach (var span in trace.Spans)
        {
            foreach (var assertion in assertions)
            {
                if (!Holds(span, assertion))
                {
                    throw new InvalidOperationException($"{assertion} holds and did not pass.");
                }
            }
        }
    }

    private static bool Holds(Span span, string assertion)
    {
        var read = new Regex(Form).Match(assertion);
        var observed = span.AllTexts()[read.Groups["name"].Value];
        observed = read.Groups["filter"] is { Success: true } filter ? new Regex(filter.Value).Match(observed).Value : observed;
        var expected = read.Groups["value"].Value;
        return read.Groups["comparator"].Value switch
        {
            "=" => observed == expected,
            ">" => AmountOf(observed) > AmountOf(expected),
            "<=" => AmountOf(observed) <= AmountOf(expected),
            "contains" => observed.Contains(expected, StringComparison.Ordinal),
            _ => new Regex(expected).IsMatch(observed),
        };
    }

    private static double AmountOf(string text)
    {
        var read = new Regex("^(?<number>[0-9.]+)(?<unit>ms|s)?$").Match(text);
        var number = double.Parse(read.Groups["number"].Value, CultureInfo.InvariantCulture);
        return read.Groups["unit"].Value switch
        {
            "ms" => number * 1e6,
            "s" => number * 1e9,
            _ => number,
        };
    }
}
