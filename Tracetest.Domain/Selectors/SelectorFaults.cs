using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Selectors;

/// <summary>The faults found in one selector.</summary>
internal sealed class SelectorFaults(string text)
{
    private const int LongestQuote = 40;

    private readonly DiagnosticBag _faults = new();

    public IReadOnlyList<Diagnostic> All => _faults.All;

    public bool IsFull => _faults.IsFull;

    /// <summary>Whether the text's end lies in something unfinished that was reported, so that nobody need say that more is missing.</summary>
    public bool IsEndExplained { get; set; }

    /// <summary>A piece of the text as messages show it.</summary>
    public string Quote(TextRange range)
    {
        if (range.Start >= text.Length)
        {
            return "the end";
        }

        var piece = text.AsSpan(range.Start, range.Length).Trim();
        return piece.Length <= LongestQuote ? $"`{piece}`" : $"`{piece[..(LongestQuote - 1)]}…`";
    }

    public void Add(TextRange range, string expected, string hint = "") => Add(range, Quote(range), expected, hint);

    public void Add(TextRange range, string found, string expected, string hint)
    {
        if (range.Start < text.Length || !IsEndExplained)
        {
            _faults.Add(new Diagnostic(range, found, expected, hint));
        }
    }
}
