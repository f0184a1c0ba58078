using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Selectors;

/// <summary>What people write where a step should begin or end, and what they meant.</summary>
internal static class StepHints
{
    public static string AfterSpan(SelectorCursor cursor) =>
        cursor.IsAtEnd || cursor.Current.IsSymbol(",") || cursor.Current.IsSymbol(":") ? "`span[]` picks every span"
        : cursor.Current.IsSymbol("(") ? "filters stand in square brackets"
        : "";

    public static string AfterStep(SelectorCursor cursor) => cursor.Current switch
    {
        { Text: "[", Kind: SelectorTokenKind.Symbol } => "all filters of a step stand in one pair of brackets: `span[a = 1, b = 2]`",
        { Text: "||", Kind: SelectorTokenKind.Symbol } or { Text: "or" or "OR", Kind: SelectorTokenKind.Word } => "put a comma between alternatives",
        { Text: "+" or "~", Kind: SelectorTokenKind.Symbol } => "there are only descendants, and children after `>`",
        { Text: "=" or "!=" or "<" or "contains" } => "filters stand inside the brackets",
        _ => "",
    };

    /// <summary>Reports what stands where a step should begin.</summary>
    public static void FailAtStep(SelectorCursor cursor, StepRelation relation)
    {
        var current = cursor.Current;
        if (current.Kind == SelectorTokenKind.Word && cursor.Peek(1).IsSymbol(":"))
        {
            var name = cursor.RunFrom(cursor.Peek(1).Range.End, "=<>!,]|\"'");
            var range = TextRange.Between(current.Range.Start, Math.Max(name.End, cursor.Peek(1).Range.End));
            cursor.Faults.Add(range, "`span`", "this looks like an assertion; a selector picks spans: `span[…]`");
            cursor.SkipUntil(() => cursor.IsAtStep);
        }
        else
        {
            cursor.FailHere("`span`", HintFor(cursor, relation));
        }
    }

    private static string HintFor(SelectorCursor cursor, StepRelation relation) => cursor.Current switch
    {
        { Kind: SelectorTokenKind.Word } when cursor.IsAtStep => "did you mean `span`",
        { Kind: SelectorTokenKind.Word, Text: var word } when Spelling.Nearest(word, ["span"]).Length > 0 => "did you mean `span`",
        { Kind: SelectorTokenKind.Word } when cursor.ContinuesFilterAt(1) => "filters stand in brackets: `span[…]`",
        { Kind: SelectorTokenKind.Symbol, Text: "[" } => "write `span[`",
        { Kind: SelectorTokenKind.Symbol, Text: "*" } => "`span[]` picks every span",
        { Kind: SelectorTokenKind.Symbol, Text: ":" } => "a pseudo-class follows a step: `span[]:first`",
        { Kind: SelectorTokenKind.Symbol, Text: ">" } => "`>` stands between two steps",
        _ when relation == StepRelation.Child => "`>` stands between two steps",
        _ => "",
    };
}
