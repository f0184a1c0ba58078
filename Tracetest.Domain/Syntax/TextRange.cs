namespace Tracetest.Domain.Syntax;

/// <summary>A stretch of a text, in UTF-16 units.</summary>
/// <param name="Start">Zero-based position of its first character; the text's length for its end.</param>
/// <param name="Length">How many characters; 0 for a place between two.</param>
public readonly record struct TextRange(int Start, int Length)
{
    /// <summary>The position after the last character.</summary>
    public int End => Start + Length;

    /// <summary>Whether a position lies in the stretch or at one of its ends, as a cursor may.</summary>
    public bool Touches(int position) => position >= Start && position <= End;

    /// <summary>The stretch from one position up to another.</summary>
    internal static TextRange Between(int start, int end) => new(start, Math.Max(0, end - start));
}
