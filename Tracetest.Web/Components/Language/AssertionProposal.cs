using System.Globalization;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Quantities;
using Tracetest.Domain.Traces;

namespace Tracetest.Web.Components.Language;

/// <summary>The assertion that holds on a span as it is, for somebody who points at one of its attributes.</summary>
public static class AssertionProposal
{
    /// <summary>The assertion; a value that no literal can write is left to the user.</summary>
    public static string Of(string attribute, string value)
    {
        var name = IsPlain(attribute) ? $"attr:{attribute}" : $"attr:\"{attribute}\"";
        return attribute == SemanticConventions.SpanDuration && long.TryParse(value, CultureInfo.InvariantCulture, out var nanoseconds)
            ? $"{name} <= {Durations.Format(nanoseconds)}"
            : $"{name} = {Literal(value)}";
    }

    private static string Literal(string value) =>
        ValueKinds.Of(value) is ValueKind.Number or ValueKind.Duration ? value
        : value.Contains("${", StringComparison.Ordinal) || value.Contains('\\') ? ""
        : !value.Contains('"') ? $"\"{value}\""
        : !value.Contains('\'') ? $"'{value}'"
        : "";

    private static bool IsPlain(string name) => name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-') && name[0] is not ('.' or '-');
}
