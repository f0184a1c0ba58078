using Tracetest.Domain.Syntax;

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
/// <param name="Range">Where it stands.</param>
/// <param name="IsFaulty">Whether a fault was reported of it already.</param>
internal readonly record struct SelectorToken(SelectorTokenKind Kind, string Text, TextRange Range, bool IsFaulty = false)
{
    public bool IsNumber => Kind is SelectorTokenKind.Integer or SelectorTokenKind.Decimal;

    public bool Is(string text) => Kind is SelectorTokenKind.Word or SelectorTokenKind.Symbol && Text == text;

    public bool IsSymbol(string text) => Kind == SelectorTokenKind.Symbol && Text == text;
}
