using System.Text;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Patterns;

/// <summary>A pattern while it is read: the place reached, and the faults found so far.</summary>
internal sealed class PatternScanner(string text)
{
    private const int MaxFaults = 20; // a text full of faults needs no list of all of them

    private const int MaxQuoted = 60;
    private const int MaxRanges = 100_000; // of all composed classes together

    private readonly List<Diagnostic> _faults = [];
    private int _rangeCount;

    public int Index { get; set; }

    public IReadOnlyList<Diagnostic> Faults => _faults;

    public bool IsAtEnd => Index >= text.Length;

    /// <summary>The unit at the place reached; NUL at the end.</summary>
    public char Current => Peek(0);

    /// <summary>The unit so many units further on; NUL beyond the end.</summary>
    public char Peek(int offset) => Index + offset < text.Length ? text[Index + offset] : '\0';

    public bool StartsWith(string prefix) => string.CompareOrdinal(text, Index, prefix, 0, prefix.Length) == 0;

    public bool TryTake(string prefix)
    {
        var isThere = StartsWith(prefix);
        Index += isThere ? prefix.Length : 0;
        return isThere;
    }

    /// <summary>Takes one character; half of a surrogate pair counts as the replacement character. Not at the end.</summary>
    public int TakeRune()
    {
        _ = Rune.DecodeFromUtf16(text.AsSpan(Index), out var rune, out var length);
        Index += length;
        return rune.Value;
    }

    /// <summary>Takes what comes before a mark, and the mark; <see langword="null"/>, and nothing taken, when it does not come.</summary>
    public string? TakeUpTo(string mark)
    {
        var end = text.IndexOf(mark, Index, StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        var taken = text[Index..end];
        Index = end + mark.Length;
        return taken;
    }

    /// <summary>Takes everything that is left.</summary>
    public string TakeRest()
    {
        var rest = text[Index..];
        Index = text.Length;
        return rest;
    }

    private static string Shorten(string quoted) => quoted.Length <= MaxQuoted ? quoted : quoted[..MaxQuoted] + "…";

    public string TextFrom(int start) => text[start..Math.Min(Index, text.Length)];

    /// <summary>Notes a fault that reaches from a start up to the place reached, which is quoted as found.</summary>
    public void FailFrom(int start, string expected, string hint = "") =>
        Fail(TextRange.Between(start, Index), start >= text.Length ? "the end" : $"`{Shorten(TextFrom(start))}`", expected, hint);

    /// <summary>Notes a name there is not, with those that are near to it.</summary>
    public void FailFrom(int start, string expected, string name, IEnumerable<string> known)
    {
        if (_faults.Count < MaxFaults)
        {
            FailFrom(start, expected, Spelling.DidYouMean(name, known));
        }
    }

    /// <summary>Whether the pattern may have a class of so many ranges besides those it has.</summary>
    public bool TryGrow(int start, int ranges)
    {
        _rangeCount = Math.Min(_rangeCount + ranges, MaxRanges + 1);
        if (_rangeCount > MaxRanges)
        {
            FailFrom(start, "fewer large classes");
        }

        return _rangeCount <= MaxRanges;
    }

    public void Fail(TextRange range, string found, string expected, string hint = "")
    {
        if (_faults.Count < MaxFaults)
        {
            _faults.Add(new Diagnostic(range, found, expected, hint));
        }
    }
}
