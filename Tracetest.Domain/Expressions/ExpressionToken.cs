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
    Environment,
    Variable,
    String,
    Word,
}

/// <summary>A piece of expression text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Of names without their prefix, of durations without their space, of strings with their quotes.</param>
/// <param name="Index">Zero-based position in the whole text.</param>
internal readonly record struct ExpressionToken(ExpressionTokenKind Kind, string Text, int Index)
{
    public bool Is(ExpressionTokenKind kind, string text) => Kind == kind && Text == text;

    /// <summary>The token in the user's words.</summary>
    public string Described => Kind switch
    {
        ExpressionTokenKind.End => "the end",
        ExpressionTokenKind.Attribute => $"`attr:{Text}`",
        ExpressionTokenKind.Environment => $"`env:{Text}`",
        ExpressionTokenKind.Variable => $"`var:{Text}`",
        _ => $"`{Text}`",
    };
}
