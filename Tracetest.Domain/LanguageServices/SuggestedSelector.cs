namespace Tracetest.Domain.LanguageServices;

/// <summary>A selector that picks a span, alone or with others.</summary>
/// <param name="Text">The selector.</param>
/// <param name="Label">For people: what it picks, e.g. <c>All http spans</c>; no final full stop.</param>
/// <param name="SpanCount">How many spans of the trace it picks; at least 1.</param>
public sealed record SuggestedSelector(string Text, string Label, int SpanCount)
{
    /// <summary>Whether it picks the span alone.</summary>
    public bool IsUnique => SpanCount == 1;
}
