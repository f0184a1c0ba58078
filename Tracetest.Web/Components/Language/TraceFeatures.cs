using System.Collections.Immutable;
using Tracetest.Domain.Syntax;
using Tracetest.Domain.Traces;
using Tracetest.Web.Components.Elements;
using Tracetest.Web.Interop;

namespace Tracetest.Web.Components.Language;

/// <summary>What the parsers say, and the names of a trace's attributes.</summary>
public sealed class TraceFeatures : ILanguageFeatures
{
    private const int MaxItems = 100;
    private readonly ImmutableArray<CodeCompletion> _names;

    public TraceFeatures(Trace trace) => _names =
    [
        .. trace.Spans.SelectMany(span => span.AllTexts().Keys).CountBy(name => name).OrderByDescending(name => name.Value)
            .ThenBy(name => name.Key, StringComparer.Ordinal)
            .Select(name => new CodeCompletion(name.Key, name.Key, CountText.Of(name.Value, "span"), "")),
    ];

    public ImmutableArray<CodeToken> Tokenise(LanguageKind kind, string text) => ParserFeatures.Instance.Tokenise(kind, text);

    public ImmutableArray<Diagnostic> Diagnose(LanguageKind kind, string text) => ParserFeatures.Instance.Diagnose(kind, text);

    public CodeCompletions? Complete(LanguageKind kind, string text, int position)
    {
        var from = position;
        while (from > 0 && (char.IsAsciiLetterOrDigit(text[from - 1]) || text[from - 1] is '.' or '_' or '-'))
        {
            from--;
        }

        var found = _names.Where(name => name.Label.Contains(text[from..position], StringComparison.OrdinalIgnoreCase)).ToList();
        return new CodeCompletions(from, position, found.Count <= MaxItems, [.. found.Take(MaxItems)]);
    }

    public CodeHover? Hover(LanguageKind kind, string text, int position) => null;
}
