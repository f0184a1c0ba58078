using System.Globalization;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Patterns;

/// <summary>Reads patterns of the RE2 dialect by the grammar at <see cref="Pattern"/>; all faults at once.</summary>
internal sealed class PatternParser
{
    private const int MaxLength = 10_000;
    private const int MaxRepeat = 1000;

    private readonly PatternScanner _scanner;
    private readonly HashSet<string> _groupNames = new(StringComparer.Ordinal);
    private PatternFlags _flags;
    private int _groupCount;
    private int _depth;

    private PatternParser(string text) => _scanner = new PatternScanner(text);

    /// <summary>Reads a pattern.</summary>
    public static Parsed<ParsedPattern> Parse(string text)
    {
        if (text.Length > MaxLength)
        {
            return Parsed<ParsedPattern>.Fault(
                new Diagnostic(TextRange.Between(MaxLength, text.Length), $"{text.Length} characters", $"at most {MaxLength}"));
        }

        var parser = new PatternParser(text);
        var root = parser.ParseAll();
        return parser._scanner.Faults.Count > 0
            ? Parsed<ParsedPattern>.Fault(parser._scanner.Faults)
            : Parsed<ParsedPattern>.Of(new ParsedPattern(root, parser._groupCount));
    }

    private PatternNode ParseAll()
    {
        var root = ParseChoice();
        while (!_scanner.IsAtEnd)
        {
            _scanner.Index++;
            _scanner.FailFrom(_scanner.Index - 1, "no more `)` than `(`", @"for a parenthesis write `\)`");
            ParseChoice();
        }

        return root.Node;
    }

    private Part ParseChoice()
    {
        var alternatives = new List<Part> { ParseSequence() };
        while (_scanner.TryTake("|"))
        {
            alternatives.Add(ParseSequence());
        }

        return alternatives is [var only]
            ? only
            : new Part(new PatternNode.Choice([.. alternatives.Select(part => part.Node)]), alternatives.Max(part => part.Repeats));
    }

    private Part ParseSequence()
    {
        var parts = new List<Part>();
        var previousRepeat = -1;
        while (!_scanner.IsAtEnd && _scanner.Current is not ('|' or ')'))
        {
            var start = _scanner.Index;
            if (TryReadQuantifier(out var quantifier))
            {
                Repeat(parts, quantifier, start, previousRepeat);
                previousRepeat = start;
            }
            else
            {
                ParsePart(parts);
                previousRepeat = -1;
            }
        }

        return parts is [var only]
            ? only
            : new Part(new PatternNode.Sequence([.. parts.Select(part => part.Node)]), parts.Max(part => (int?)part.Repeats) ?? 1);
    }

    private void ParsePart(List<Part> parts)
    {
        switch (_scanner.Current)
        {
            case '(':
                ParseGroup(parts);
                break;
            case '[':
                Add(parts, PatternClassParser.Parse(_scanner, _flags.HasFlag(PatternFlags.IgnoreCase)));
                break;
            case '\\':
                ParseEscape(parts);
                break;
            case '.':
                _scanner.Index++;
                Add(parts, _flags.HasFlag(PatternFlags.DotAll) ? RuneSet.All : RuneSet.AllButLineFeed);
                break;
            case '^':
                AddPlace(parts, 1, _flags.HasFlag(PatternFlags.Multiline) ? PatternPlace.LineStart : PatternPlace.TextStart);
                break;
            case '$':
                AddPlace(parts, 1, _flags.HasFlag(PatternFlags.Multiline) ? PatternPlace.LineEnd : PatternPlace.TextEnd);
                break;
            default:
                AddCharacter(parts, _scanner.TakeRune());
                break;
        }
    }

    private static void Add(List<Part> parts, RuneSet set) => parts.Add(new Part(new PatternNode.Character(set), 1));

    private void AddCharacter(List<Part> parts, int rune) =>
        Add(parts, _flags.HasFlag(PatternFlags.IgnoreCase) ? CaseFolding.Fold(rune) : RuneSet.Of(rune));

    private void AddPlace(List<Part> parts, int length, PatternPlace place)
    {
        _scanner.Index += length;
        parts.Add(new Part(new PatternNode.Assertion(place), 1));
    }

    /// <summary>
    /// Reads <c>*</c>, <c>+</c>, <c>?</c>, <c>{n}</c>, <c>{n,}</c> or <c>{n,m}</c>, perhaps with a <c>?</c> behind; any other brace is
    /// a character.
    /// </summary>
    private bool TryReadQuantifier(out Quantifier quantifier)
    {
        var c = _scanner.Current;
        quantifier = c switch { '*' => new(0, null), '+' => new(1, null), _ => new(0, 1) };
        if (c is '*' or '+' or '?')
        {
            _scanner.Index++;
        }
        else if (c != '{' || !TryReadCounts(out quantifier))
        {
            return false;
        }

        quantifier = quantifier with { IsLazy = _scanner.TryTake("?") != _flags.HasFlag(PatternFlags.Ungreedy) };
        return true;
    }

    private bool TryReadCounts(out Quantifier quantifier)
    {
        var start = _scanner.Index++;
        var minimum = ReadCount();
        var isOpen = _scanner.TryTake(",");
        var maximum = isOpen ? ReadCount() : minimum;
        quantifier = new Quantifier(minimum ?? 0, maximum);
        if (minimum is null || !_scanner.TryTake("}"))
        {
            _scanner.Index = start;
            return false;
        }

        if (minimum > MaxRepeat || maximum > MaxRepeat || minimum > maximum)
        {
            _scanner.FailFrom(start, $"counts up to {MaxRepeat}, the smaller first", @"for a brace write `\{`");
            quantifier = new Quantifier(1, 1);
        }

        return true;
    }

    private int? ReadCount()
    {
        var start = _scanner.Index;
        while (char.IsAsciiDigit(_scanner.Current))
        {
            _scanner.Index++;
        }

        var digits = _scanner.TextFrom(start);
        return digits.Length == 0 ? null
            : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count
            : int.MaxValue;
    }

    private void Repeat(List<Part> parts, Quantifier quantifier, int start, int previousRepeat)
    {
        if (previousRepeat >= 0)
        {
            const string Hint = "RE2 has no possessive quantifiers; to repeat a repetition put it in a group";
            _scanner.FailFrom(previousRepeat, "one repetition", Hint);
            return;
        }

        if (parts.Count == 0)
        {
            var hint = $"for the character itself write `\\{_scanner.TextFrom(start)[0]}`";
            _scanner.FailFrom(start, "something to repeat before it", hint);
            return;
        }

        var inner = parts[^1];
        var (minimum, maximum, isLazy) = quantifier;
        var repeats = maximum == 0 ? 0 : Math.Max(maximum ?? minimum, 1) * inner.Repeats;
        if (repeats > MaxRepeat)
        {
            _scanner.FailFrom(start, $"repetitions within one another of at most {MaxRepeat} in all");
            repeats = 1;
        }

        parts[^1] = new Part(new PatternNode.Repeat(inner.Node, minimum, maximum, isLazy), Math.Max(repeats, 1));
    }

    private void ParseEscape(List<Part> parts)
    {
        switch (_scanner.Peek(1))
        {
            case 'A':
                AddPlace(parts, 2, PatternPlace.TextStart);
                return;
            case 'z':
                AddPlace(parts, 2, PatternPlace.TextEnd);
                return;
            case 'b':
                AddPlace(parts, 2, PatternPlace.WordBoundary);
                return;
            case 'B':
                AddPlace(parts, 2, PatternPlace.NoWordBoundary);
                return;
            case 'Q':
                ParseQuoted(parts);
                return;
        }

        if (PatternEscapes.TryReadClass(_scanner, _flags.HasFlag(PatternFlags.IgnoreCase), out var set))
        {
            Add(parts, set ?? RuneSet.All);
        }
        else
        {
            AddCharacter(parts, PatternEscapes.ReadCharacter(_scanner) ?? 0);
        }
    }

    /// <summary><c>\Q</c> up to <c>\E</c> or the end: characters that mean themselves.</summary>
    private void ParseQuoted(List<Part> parts)
    {
        _scanner.Index += 2;
        foreach (var rune in (_scanner.TakeUpTo(@"\E") ?? _scanner.TakeRest()).EnumerateRunes())
        {
            AddCharacter(parts, rune.Value);
        }
    }

    private void ParseGroup(List<Part> parts)
    {
        var (start, outer) = (_scanner.Index, _flags);
        if (_depth == LanguageLimits.MaxDepth)
        {
            var fault = LanguageLimits.TooDeep(start);
            _scanner.Fail(fault.Range, fault.Found, fault.Expected);
            _scanner.TakeRest();
            return;
        }

        var opening = PatternGroups.Read(_scanner, _flags, _groupNames);
        _flags = opening.Flags;
        if (opening.IsOnlyFlags)
        {
            return;
        }

        var number = opening.IsNumbered ? ++_groupCount : 0;
        _depth++;
        var inner = ParseChoice();
        _depth--;
        _flags = outer;
        if (!_scanner.TryTake(")"))
        {
            _scanner.Fail(new TextRange(start, 1), "`(` without end", "`)`", @"for a parenthesis write `\(`");
        }

        parts.Add(opening.IsNumbered ? inner with { Node = new PatternNode.Group(inner.Node, number) } : inner);
    }

    /// <param name="Node">A piece of the pattern.</param>
    /// <param name="Repeats">How often it repeats the innermost of it.</param>
    private readonly record struct Part(PatternNode Node, int Repeats);

    private readonly record struct Quantifier(int Minimum, int? Maximum, bool IsLazy = false);
}

/// <summary>A pattern, read.</summary>
/// <param name="Root">The whole.</param>
/// <param name="GroupCount">How many groups are numbered.</param>
internal sealed record ParsedPattern(PatternNode Root, int GroupCount);
