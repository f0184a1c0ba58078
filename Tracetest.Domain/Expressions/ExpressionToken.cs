using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions;

/// <summary>What a piece of expression text is.</summary>
internal enum ExpressionTokenKind
{
    End,
    Punctuation,
    Comparator,
    Operator,
    Duration,
    Number,
    Attribute,
    Variable,
    String,
    Word,

    /// <summary>Something no rule reads; what is wrong with it has been said.</summary>
    Unknown,
}

/// <summary>A piece of expression text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Of names without prefix and quotes, of durations without their space, of strings with their quotes.</param>
/// <param name="Range">Where it stands in the whole text.</param>
/// <param name="Prefix">Of names what stands before the colon, else empty.</param>
/// <param name="Quote">The quote of a quoted name.</param>
internal readonly record struct ExpressionToken(
    ExpressionTokenKind Kind, string Text, TextRange Range, string Prefix = "", char? Quote = null)
{
    public int Index => Range.Start;

    public bool Is(ExpressionTokenKind kind, string text) => Kind == kind && Text == text;

    /// <summary>Whether nothing stands between this token and the one before it.</summary>
    public bool Follows(ExpressionToken previous) => previous.Range.End == Range.Start;

    /// <summary>The token in the user's words.</summary>
    public string Described => Kind switch
    {
        ExpressionTokenKind.End => "the end",
        ExpressionTokenKind.Attribute or ExpressionTokenKind.Variable => $"`{Prefix}:{Text}`",
        _ => $"`{Text}`",
    };
}
