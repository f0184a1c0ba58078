using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Patterns;

/// <summary>Reads classes, <c>[…]</c>.</summary>
internal sealed class PatternClassParser
{
    private readonly PatternScanner _scanner;
    private readonly bool _ignoresCase;
    private readonly List<(int Low, int High)> _ranges = [];
    private readonly HashSet<RuneSet> _named = [];

    private PatternClassParser(PatternScanner scanner, bool ignoresCase) => (_scanner, _ignoresCase) = (scanner, ignoresCase);

    /// <summary>Reads a class whose bracket is next; faults are noted with the scanner.</summary>
    public static RuneSet Parse(PatternScanner scanner, bool ignoresCase) => new PatternClassParser(scanner, ignoresCase).Parse();

    private RuneSet Parse()
    {
        var start = _scanner.Index++;
        var isNegated = _scanner.TryTake("^");
        for (var isFirst = true; !_scanner.IsAtEnd && (isFirst || _scanner.Current != ']'); isFirst = false)
        {
            ReadItem();
        }

        if (!_scanner.TryTake("]"))
        {
            _scanner.Fail(new TextRange(start, 1), "`[` without end", "`]`", @"for a bracket write `\[`");
        }

        var set = Compose(start);
        return isNegated ? set.Complement() : set;
    }

    private RuneSet Compose(int start)
    {
        if (_ranges.Count == 0 && _named.Count == 1)
        {
            return _named.First();
        }

        if (!_scanner.TryGrow(start, _ranges.Count + _named.Sum(set => set.Ranges.Length)))
        {
            return RuneSet.All;
        }

        var ranges = RuneSet.Of(_ranges);
        return RuneSet.Of([.. (_ignoresCase ? CaseFolding.Fold(ranges) : ranges).Ranges, .. _named.SelectMany(set => set.Ranges)]);
    }

    private void ReadItem()
    {
        if (_scanner.StartsWith("[:") && TryReadAsciiClass())
        {
            return;
        }

        if (PatternEscapes.TryReadClass(_scanner, _ignoresCase, out var set))
        {
            Add(set);
            return;
        }

        var start = _scanner.Index;
        var low = ReadCharacter();
        var high = low;
        if (_scanner.Current == '-' && _scanner.Peek(1) is not (']' or '\0'))
        {
            _scanner.Index++;
            high = ReadCharacter();
        }

        if (low > high)
        {
            _scanner.FailFrom(start, "a range from a smaller to a larger character", @"for a dash write `\-`, or put it last");
        }
        else if (low is { } first && high is { } last)
        {
            _ranges.Add((first, last));
        }
    }

    private int? ReadCharacter() => _scanner.Current == '\\' ? PatternEscapes.ReadCharacter(_scanner) : _scanner.TakeRune();

    /// <summary>Reads <c>[:alpha:]</c> or <c>[:^alpha:]</c>; without <c>:]</c> the bracket is a character.</summary>
    private bool TryReadAsciiClass()
    {
        var start = _scanner.Index;
        _scanner.Index += 2;
        if (_scanner.TakeUpTo(":]") is not { } name)
        {
            _scanner.Index = start;
            return false;
        }

        var plain = name.StartsWith('^') ? name[1..] : name;
        if (RuneClasses.OfAsciiName(plain) is { } known)
        {
            Add(RuneClasses.Variant(known, _ignoresCase, name.StartsWith('^')));
        }
        else
        {
            _scanner.FailFrom(start, "a class such as `[:alpha:]`", plain, RuneClasses.AsciiNames);
        }

        return true;
    }

    private void Add(RuneSet? set)
    {
        if (set is not null)
        {
            _named.Add(set);
        }
    }
}
