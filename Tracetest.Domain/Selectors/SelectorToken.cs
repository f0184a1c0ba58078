namespace Tracetest.Domain.Selectors;

/// <summary>What a piece of selector text is.</summary>
internal enum SelectorTokenKind
{
    End,
    Word,
    String,
    Integer,
    Decimal,
    Symbol,
}

/// <summary>A piece of selector text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As written; of strings the decoded text, of integers their decimal digits.</param>
/// <param name="Index">Zero-based position in the selector.</param>
internal readonly record struct SelectorToken(SelectorTokenKind Kind, string Text, int Index)
{
    public bool Is(string text) => Kind is SelectorTokenKind.Word or SelectorTokenKind.Symbol && Text == text;

    /// <summary>The token in the user's words.</summary>
    public string Described => Kind switch
    {
        SelectorTokenKind.End => "the end",
        SelectorTokenKind.String => SelectorText.Quote(Text),
        _ => $"`{Text}`",
    };
}
