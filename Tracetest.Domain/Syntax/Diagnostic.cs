namespace Tracetest.Domain.Syntax;

/// <summary>How much a diagnostic matters.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The text cannot be used.</summary>
    Error,

    /// <summary>The text can be used, but is hardly what was meant.</summary>
    Warning,
}

/// <summary>What is wrong with a text, where, and how to mend it.</summary>
/// <param name="Range">Where it stands.</param>
/// <param name="Found">For the user: what stands there, e.g. <c>`==`</c> or <c>a string without end</c>.</param>
/// <param name="Expected">For the user: what may stand there, e.g. <c>a value</c>.</param>
/// <param name="Hint">For the user: the likely cure; empty when none is known.</param>
/// <param name="Severity">Whether the text can be used all the same.</param>
/// <remarks>None of the texts has a position or a final full stop.</remarks>
public sealed record Diagnostic(
    TextRange Range, string Found, string Expected, string Hint = "", DiagnosticSeverity Severity = DiagnosticSeverity.Error)
{
    /// <summary>Zero-based position of the first character meant.</summary>
    public int Index => Range.Start;

    /// <summary>The position as people count, from 1.</summary>
    public int Column => Index + 1;

    /// <summary>What was found, what was expected and the hint: <c>found `==`, expected a value; write `=`</c>.</summary>
    public string Message => $"found {Found}, expected {Expected}{(Hint.Length == 0 ? "" : $"; {Hint}")}";

    /// <summary>Position and message as one sentence: <c>Column 7: found `=`, expected a value.</c></summary>
    public override string ToString() => $"Column {Column}: {Message}.";
}
