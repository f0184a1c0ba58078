using System.Collections.Immutable;

namespace Tracetest.Domain.Traces;

/// <summary>Finds spans by text, as a person looks for them.</summary>
/// <remarks>
/// A span matches when its name, its service, an attribute key or an attribute value contains the text, in any case.
/// <c>key=value</c> asks for an attribute of exactly that key whose value contains the text. Pure, thread-safe.
/// </remarks>
public static class SpanSearch
{
    /// <summary>The positions that match, in order; none for blank text.</summary>
    public static ImmutableArray<int> Find(Trace trace, string text)
    {
        text = text.Trim();
        return text.Length == 0 ? [] : [.. Enumerable.Range(0, trace.Count).Where(i => Matches(trace.Spans[i], text))];
    }

    private static bool Matches(Span span, string text) =>
        Has(span.Name, text)
        || Has(span.Resource.ServiceName, text)
        || Has(span.Id.ToString(), text)
        || span.Attributes.Any(attribute => Has(attribute.Key, text) || Has(attribute.Value.ToText(), text))
        || span.Resource.Attributes.Any(attribute => Has(attribute.Value.ToText(), text))
        || (text.IndexOf('=') is > 0 and var at && HasPair(span, text[..at].Trim(), text[(at + 1)..].Trim().Trim('"')));

    private static bool HasPair(Span span, string key, string value) =>
        span.TextOf(key) is { } actual && Has(actual, value);

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
