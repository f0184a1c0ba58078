using System.Globalization;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Quantities;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Assertions;

/// <summary>A side of an assertion as it was found, for reading.</summary>
/// <param name="Text">As reported.</param>
/// <param name="Kind">What the language takes it for.</param>
/// <param name="Readable">
/// For people: nanoseconds of a span's duration as a duration, its start and end as times in UTC; everything else as reported.
/// </param>
public sealed record ExplainedValue(string Text, ValueKind Kind, string Readable)
{
    /// <summary>Explains a reported text.</summary>
    /// <param name="text">As reported.</param>
    /// <param name="attribute">The attribute compared, which tells what a bare number stands for; empty when it was none.</param>
    internal static ExplainedValue Of(string text, string attribute)
    {
        var kind = text.Length == 0 ? ValueKind.Nil : ValueKinds.Of(text);
        return new ExplainedValue(text, kind, long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Readably(number, attribute) ?? text
            : text);
    }

    private static string? Readably(long number, string attribute) => attribute switch
    {
        SemanticConventions.SpanDuration => Durations.Format(number),
        SemanticConventions.SpanStartTime or SemanticConventions.SpanEndTime => UnixNano.ToRfc3339(number),
        _ => null,
    };
}
