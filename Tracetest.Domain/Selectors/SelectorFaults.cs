using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Selectors;

/// <summary>The faults found in one selector.</summary>
internal sealed class SelectorFaults(string text)
{
    /// <summary>Most faults reported of one text; what is wrong in more places is no selector.</summary>
    private const int Most = 50;

    private const int LongestQuote = 40;

    private readonly List<Diagnostic> _faults = [];

    public IReadOnlyList<Diagnostic> All => _faults;

    public bool IsFull => _faults.Count >= Most;

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

    /// <summary>Of two faults that begin at one place the first tells more.</summary>
    public void Add(TextRange range, string found, string expected, string hint)
    {
        var isExplained = range.Start >= text.Length && IsEndExplained;
        if (!IsFull && !isExplained && _faults.TrueForAll(fault => fault.Range.Start != range.Start))
        {
            _faults.Add(new Diagnostic(range, found, expected, hint));
        }
    }
}
