using System.Collections.Immutable;
using Tracetest.Domain.LanguageServices;
using Tracetest.Domain.Syntax;
using Tracetest.Web.Interop;

namespace Tracetest.Web.Components.Language;

/// <summary>The language's services in the words of the editor, for texts of one context. Nothing throws, whatever the text and the position.</summary>
public sealed class EditorFeatures(LanguageContext context)
{
    /// <summary>Most completions sent; the list says whether there are more.</summary>
    private const int MaxCompletions = 100;

    /// <summary>Without a trace.</summary>
    public static EditorFeatures Plain { get; } = new(LanguageContext.Empty);

    /// <summary>What the texts are about.</summary>
    public LanguageContext Context => context;

    /// <summary>Colours and faults.</summary>
    public CodeAnalysis Analyse(LanguageKind kind, string text) => new(Colour(kind, text), [.. Diagnostics.Of(text, kind, context).Select(Problem)]);

    /// <summary>The coloured stretches, in order, without overlap.</summary>
    public static ImmutableArray<CodeToken> Colour(LanguageKind kind, string text) =>
    [
        .. Highlighter.Tokenise(text, kind).Where(piece => piece.Class != TokenClass.Text)
            .Select(piece => new CodeToken(piece.Range.Start, piece.Range.End, ColourOf(piece.Class))),
    ];

    public CodeCompletions? Complete(LanguageKind kind, string text, int position)
    {
        var list = Completions.At(text, position, kind, context);
        return list.Items.IsEmpty ? null : new CodeCompletions(
            list.Replace.Start,
            list.Replace.End,
            list.Items.Length < MaxCompletions,
            [.. list.Items.Take(MaxCompletions).Select(item => new CodeCompletion(item.Label, item.Insert, item.Detail, item.Documentation))]);
    }

    public CodeHover? Hover(LanguageKind kind, string text, int position) =>
        Tracetest.Domain.LanguageServices.Hover.At(text, position, kind, context) is { } hover
            ? new CodeHover(hover.Range.Start, hover.Range.End, string.Join('\n', Lines(hover)))
            : null;

    private static IEnumerable<string> Lines(HoverText hover)
    {
        yield return hover.Title;
        yield return hover.Explanation;
        if (hover.Type.Length > 0)
        {
            yield return hover.Value.Length == 0 ? $"Here: {hover.Type}" : $"Here: {hover.Value} ({hover.Type})";
        }
    }

    private static CodeProblem Problem(Diagnostic diagnostic) => new(
        diagnostic.Range.Start,
        diagnostic.Range.End,
        diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning",
        $"Found {diagnostic.Found}, expected {diagnostic.Expected}.",
        diagnostic.Hint.Length == 0 ? "" : $"{char.ToUpperInvariant(diagnostic.Hint[0])}{diagnostic.Hint[1..]}.");

    private static string ColourOf(TokenClass tokenClass) => tokenClass switch
    {
        TokenClass.Keyword or TokenClass.PseudoClass => "keyword",
        TokenClass.Function or TokenClass.Filter => "function",
        TokenClass.Attribute or TokenClass.Variable => "name",
        TokenClass.String => "string",
        TokenClass.Number or TokenClass.Duration => "number",
        TokenClass.Comment => "comment",
        TokenClass.Error => "error",
        TokenClass.Operator or TokenClass.Comparator => "operator",
        _ => "punctuation",
    };
}
