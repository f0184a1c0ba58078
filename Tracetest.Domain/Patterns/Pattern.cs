using System.Collections.Immutable;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Patterns;

/// <summary>A pattern of the RE2 dialect, read once and looked for in any number of texts.</summary>
/// <remarks>
/// Source: spec language 4, "Pattern dialect".
/// <code>
/// choice    = sequence { "|" sequence } ;                 the first alternative that leads to a match counts
/// sequence  = { atom [ quantifier ] } ;
/// atom      = "(" choice ")" | "(?:" choice ")" | ( "(?P&lt;" | "(?&lt;" ) name "&gt;" choice ")"
///           | "(?" flags [ "-" flags ] ( ")" | ":" choice ")" )
///           | "[" [ "^" ] { class item } "]" | "." | "^" | "$" | "\" escape | character ;
/// quantifier = ( "*" | "+" | "?" | "{" count [ "," [ count ] ] "}" ) [ "?" ] ;
/// flags     = { "i" | "m" | "s" | "U" } ;
/// </code>
/// A text is a sequence of code points. <c>\d \w \b</c> go by ASCII, <c>\s</c> is tab, line feed, form feed, carriage return and
/// blank; <c>$</c> is the very end of the text unless <c>(?m)</c>; counts reach to 1000, and so do those of counts within counts.
/// There are no lookarounds, back-references, atomic groups or possessive quantifiers, so the work is linear in the text: an own
/// machine does it, because .NET's has other words, other case folding and half characters. Immutable, thread-safe.
/// </remarks>
public sealed class Pattern
{
    /// <summary>How many matches in one text are given.</summary>
    public const int MaxMatches = 100_000;

    private readonly PatternProgram _program;
    private readonly long _maxWork;
    private PatternMachine? _idle;

    private Pattern(string text, PatternProgram program, long maxWork) => (Text, _program, _maxWork) = (text, program, maxWork);

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>How many groups of it are numbered, named ones included.</summary>
    public int GroupCount => _program.GroupCount;

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">At most 10,000 UTF-16 units.</param>
    /// <returns>The pattern; or its faults, with ranges in the text.</returns>
    public static Parsed<Pattern> Parse(string text) => Parse(text, PatternMachine.MaxWork);

    /// <summary>Reads a pattern that may take so many steps on a text.</summary>
    internal static Parsed<Pattern> Parse(string text, long maxWork)
    {
        var parsed = PatternParser.Parse(text);
        if (!parsed.IsValid)
        {
            return Parsed<Pattern>.Fault(parsed.Errors);
        }

        return PatternProgram.Compile(parsed.Value) is { } program
            ? Parsed<Pattern>.Of(new Pattern(text, program, maxWork))
            : Parsed<Pattern>.Fault(new Diagnostic(
                new TextRange(0, text.Length), "a pattern with too many repetitions or groups", "a smaller one"));
    }

    /// <summary>Whether the pattern occurs anywhere in a text. A text that takes too much work counts as one where it does not.</summary>
    public bool IsMatch(string text) => TryMatch(text, out var isMatch) && isMatch;

    /// <summary>Finds out whether the pattern occurs anywhere in a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isMatch">Whether it does.</param>
    /// <returns>
    /// <see langword="false"/> when it takes too much work to know: about a second's worth, as with a large pattern on a huge text.
    /// The bound is a number of steps, so that it is the same on every machine.
    /// </returns>
    public bool TryMatch(string text, out bool isMatch)
    {
        var machine = Rent(text, keepsGroups: false);
        isMatch = machine.Find(0, isAnyEnough: true);
        var isKnown = !machine.IsExhausted;
        _idle = machine;
        return isKnown;
    }

    /// <summary>
    /// All matches in a text, from left to right, none overlapping another. An empty match that touches the end of the one before
    /// does not count.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="withGroups">Whether the matches' groups are wanted, which costs more.</param>
    /// <returns>
    /// <see langword="null"/> when there are more than <see cref="MaxMatches"/>, or when it takes too much work to know.
    /// </returns>
    public IReadOnlyList<PatternMatch>? Matches(string text, bool withGroups = false)
    {
        var machine = Rent(text, withGroups);
        var matches = new List<PatternMatch>();
        var (from, previousEnd) = (0, -1);
        while (from <= text.Length && matches.Count <= MaxMatches && machine.Find(from, isAnyEnough: false))
        {
            var (start, end) = (machine.Found[0], machine.Found[1]);
            if (end > from)
            {
                from = end;
            }
            else
            {
                from += Math.Max(machine.RuneAt(from).Length, 1);
            }

            if (start != end || start != previousEnd)
            {
                matches.Add(new PatternMatch(text[start..end], withGroups ? GroupsOf(machine.Found, text) : []));
            }

            previousEnd = end;
        }

        var isComplete = !machine.IsExhausted && matches.Count <= MaxMatches;
        _idle = machine;
        return isComplete ? matches : null;
    }

    /// <summary>The pattern as written.</summary>
    public override string ToString() => Text;

    private static ImmutableArray<string> GroupsOf(ReadOnlySpan<int> slots, string text)
    {
        var groups = ImmutableArray.CreateBuilder<string>((slots.Length / 2) - 1);
        for (var i = 2; i < slots.Length; i += 2)
        {
            groups.Add(slots[i] < 0 || slots[i + 1] < 0 ? "" : text[slots[i]..slots[i + 1]]);
        }

        return groups.MoveToImmutable();
    }

    /// <summary>The machine that lies idle, or a new one when another thread has it.</summary>
    private PatternMachine Rent(string text, bool keepsGroups)
    {
        var machine = Interlocked.Exchange(ref _idle, null) ?? new PatternMachine(_program, _maxWork);
        machine.Reset(text, keepsGroups);
        return machine;
    }
}

/// <summary>One match of a pattern.</summary>
/// <param name="Text">What matched.</param>
/// <param name="Groups">What each numbered group matched last, empty for one that took no part; none unless they were asked for.</param>
public sealed record PatternMatch(string Text, ImmutableArray<string> Groups);
