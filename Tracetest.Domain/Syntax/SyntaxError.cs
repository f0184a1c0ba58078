namespace Tracetest.Domain.Syntax;

/// <summary>Where and why a text is not of the language it is read in.</summary>
/// <param name="Index">Zero-based position of the fault in the text, in UTF-16 units; the text's length for its end.</param>
/// <param name="Message">For the user: what stands there and what was expected. Neither position nor final full stop.</param>
public sealed record SyntaxError(int Index, string Message)
{
    /// <summary>The position as people count, from 1.</summary>
    public int Column => Index + 1;

    /// <summary>Position and message as one sentence: <c>Column 7: unexpected `=`, expected a term.</c></summary>
    public override string ToString() => $"Column {Column}: {Message}.";
}
