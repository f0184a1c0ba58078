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

    /// <summary>
    /// The positions of the spans that hold the text anywhere, in any case: as <see cref="Find"/> looks, and in the names and texts of all
    /// attributes, those made by this server included. Source: spec server 4.3, <c>search-spans</c>.
    /// </summary>
    public static ImmutableArray<int> FindAnywhere(Trace trace, string text)
    {
        text = text.Trim();
        return text.Length == 0 ? [] : [.. Enumerable.Range(0, trace.Count).Where(i => Matches(trace.Spans[i], text) || HasAnywhere(trace.Spans[i], text))];
    }

    private static bool HasAnywhere(Span span, string text) =>
        Has(span.Kind.ToName(), text) || span.AllTexts().Any(pair => Has(pair.Key, text) || Has(pair.Value, text));

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
