using System.Globalization;
using System.Text;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Patterns;

/// <summary>Writes a pattern of the RE2 dialect as a pattern .NET's engine without backtracking reads alike.</summary>
/// <remarks>
/// Source: spec language 4 and 14. Classes become explicit ranges (RE2's are ASCII), named groups become plain ones (.NET would
/// number them last), <c>$</c> becomes <c>\z</c> outside <c>(?m)</c>, and what RE2 does not have is refused. A character outside
/// the basic plane counts as one where the pattern has a dot or a negated class. Not reproduced: the word boundary <c>\b</c> goes by
/// Unicode's words.
/// </remarks>
internal sealed class PatternTranslator
{
    private const int MaxRepeat = 1000;
    private const int MaxSize = 20_000;
    private const string SurrogatePair = @"[\ud800-\udbff][\udc00-\udfff]";

    private readonly string _pattern;
    private readonly StringBuilder _output = new();
    private readonly Stack<Group> _groups = new();
    private int _index;
    private Flags _flags;
    private long _size;
    private long _atomSize;
    private bool _hasAtom;
    private Diagnostic? _error;

    private PatternTranslator(string pattern) => _pattern = pattern;

    [Flags]
    private enum Flags
    {
        None = 0,
        IgnoreCase = 1,
        Multiline = 2,
        DotAll = 4,
        Ungreedy = 8,
    }

    private char Current => _index < _pattern.Length ? _pattern[_index] : '\0';

    public static Parsed<string> Translate(string pattern)
    {
        if (LanguageLimits.TooLong(pattern) is { } tooLong)
        {
            return Parsed<string>.Fault(tooLong);
        }

        var translator = new PatternTranslator(pattern);
        translator.TranslateAll();
        return translator._error is { } error
            ? Parsed<string>.Fault(error)
            : Parsed<string>.Of(translator._output.ToString());
    }

    private void TranslateAll()
    {
        while (_error is null && _index < _pattern.Length)
        {
            TranslateNext();
        }

        if (_groups.Count > 0)
        {
            Fail(_pattern.Length, "the end", "`)`");
        }
    }

    private void TranslateNext()
    {
        switch (Current)
        {
            case '(':
                OpenGroup();
                break;
            case ')':
                CloseGroup();
                break;
            case '|':
                _output.Append('|');
                (_hasAtom, _index) = (false, _index + 1);
                break;
            case '*' or '+' or '?':
                Quantify(Current.ToString(), 1, Current == '?' ? 1 : 2);
                break;
            case '{' when TryReadRepeat(out var length, out var maximum):
                Quantify(_pattern.Substring(_index, length), length, maximum);
                break;
            case '[':
                TranslateClass();
                break;
            case '\\':
                TranslateEscape();
                break;
            default:
                TranslateCharacter();
                break;
        }
    }

    private void TranslateCharacter()
    {
        var c = Current;
        if (c == '.')
        {
            AddAtom(_flags.HasFlag(Flags.DotAll) ? $@"(?:{SurrogatePair}|[^\ud800-\udfff])" : $@"(?:{SurrogatePair}|[^\n\ud800-\udfff])", 1);
        }
        else if (c == '$')
        {
            AddAtom(_flags.HasFlag(Flags.Multiline) ? "(?m:$)" : @"\z", 1);
        }
        else if (c == '^')
        {
            AddAtom(_flags.HasFlag(Flags.Multiline) ? "(?m:^)" : @"\A", 1);
        }
        else if (char.IsHighSurrogate(c) && _index + 1 < _pattern.Length && char.IsLowSurrogate(_pattern[_index + 1]))
        {
            AddAtom($"(?:{Unit(c)}{Unit(_pattern[_index + 1])})", 2);
        }
        else
        {
            AddAtom(Unit(c), 1);
        }
    }

    private void AddAtom(string text, int length)
    {
        _output.Append(text);
        _index += length;
        _hasAtom = true;
        Grow(1);
    }

    private void Grow(long atomSize)
    {
        _atomSize = atomSize;
        _size += atomSize;
        if (_size > MaxSize)
        {
            Fail(_index, "too many repeats, one within the other", "fewer");
        }
    }

    private void Quantify(string quantifier, int length, int maximum)
    {
        if (!_hasAtom)
        {
            Fail(_index, $"`{quantifier}`", "something to repeat before it");
            return;
        }

        _index += length;
        var isLazy = Current == '?';
        _index += isLazy ? 1 : 0;
        _output.Append(quantifier).Append(isLazy != _flags.HasFlag(Flags.Ungreedy) ? "?" : "");
        _size -= _atomSize;
        Grow(_atomSize * Math.Max(maximum, 1));
        _hasAtom = false;
    }

    /// <summary>Whether a repetition stands here; any other brace is an ordinary character.</summary>
    private bool TryReadRepeat(out int length, out int maximum)
    {
        (length, maximum) = (0, 0);
        var close = _pattern.IndexOf('}', _index);
        var bounds = close < 0 ? [] : _pattern[(_index + 1)..close].Split(',');
        if (bounds.Length is 0 or > 2 || bounds[0].Length == 0 || !bounds.All(bound => bound.All(char.IsAsciiDigit)))
        {
            return false;
        }

        length = close + 1 - _index;
        var minimum = Bound(bounds[0]);
        maximum = bounds.Length == 1 || bounds[1].Length == 0 ? minimum : Bound(bounds[1]);
        if (maximum > MaxRepeat || minimum > maximum)
        {
            Fail(_index, "a repeat count", $"one up to {MaxRepeat}, the smaller first");
        }

        return true;
    }

    private static int Bound(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var bound) ? bound : int.MaxValue;

    private void OpenGroup()
    {
        if (_groups.Count == LanguageLimits.MaxDepth)
        {
            _error ??= LanguageLimits.TooDeep(_index);
            return;
        }

        if (!_pattern.AsSpan(_index).StartsWith("(?"))
        {
            PushGroup("(", 1, _flags);
            return;
        }

        var name = _pattern.AsSpan(_index + 2);
        if (name.StartsWith("P<") || (name.StartsWith("<") && !name.StartsWith("<=") && !name.StartsWith("<!")))
        {
            OpenNamedGroup(_index + (name[0] == 'P' ? 4 : 3));
            return;
        }

        OpenFlags();
    }

    private void OpenNamedGroup(int start)
    {
        var end = _pattern.IndexOf('>', start);
        if (end <= start || !_pattern[start..end].All(c => char.IsLetterOrDigit(c) || c == '_'))
        {
            Fail(start, "a group name", "letters, digits and `_`, followed by `>`");
            return;
        }

        PushGroup("(", end + 1 - _index, _flags);
    }

    /// <summary><c>(?flags)</c> or <c>(?flags:…)</c>.</summary>
    private void OpenFlags()
    {
        var (flags, isRemoving, hasFlag, at) = (_flags, false, false, _index + 2);
        for (; at < _pattern.Length && _pattern[at] is not (':' or ')'); at++)
        {
            if (_pattern[at] == '-' && !isRemoving)
            {
                (isRemoving, hasFlag) = (true, false);
                continue;
            }

            if (FlagOf(_pattern[at]) is not { } flag)
            {
                break;
            }

            (flags, hasFlag) = (isRemoving ? flags & ~flag : flags | flag, true);
        }

        if (at >= _pattern.Length || _pattern[at] is not (':' or ')') || (isRemoving && !hasFlag))
        {
            Fail(_index, "`(?`", "a group of the RE2 dialect, which has neither lookaround nor atomic groups");
        }
        else if (_pattern[at] == ':')
        {
            PushGroup(CaseOption(flags) + ":", at + 1 - _index, flags);
        }
        else
        {
            _output.Append(CaseOption(flags)).Append(')');
            (_flags, _index, _hasAtom) = (flags, at + 1, false);
        }
    }

    private static Flags? FlagOf(char c) => c switch
    {
        'i' => Flags.IgnoreCase,
        'm' => Flags.Multiline,
        's' => Flags.DotAll,
        'U' => Flags.Ungreedy,
        _ => null,
    };

    private static string CaseOption(Flags flags) => flags.HasFlag(Flags.IgnoreCase) ? "(?i" : "(?-i";

    private void PushGroup(string opening, int length, Flags flags)
    {
        _groups.Push(new Group(_flags, _size));
        _output.Append(opening);
        (_flags, _index, _hasAtom, _size) = (flags, _index + length, false, 0);
    }

    private void CloseGroup()
    {
        if (!_groups.TryPop(out var group))
        {
            Fail(_index, "`)`", "the end, no group is open");
            return;
        }

        var inner = _size + 1;
        _output.Append(')');
        (_flags, _index, _hasAtom, _size) = (group.Flags, _index + 1, true, group.Size);
        Grow(inner);
    }

    private void TranslateEscape()
    {
        var c = _index + 1 < _pattern.Length ? _pattern[_index + 1] : '\0';
        if (c == 'Q')
        {
            TranslateQuoted();
        }
        else if (c is 'A' or 'z' or 'b' or 'B')
        {
            AddAtom($"\\{c}", 2);
        }
        else if (PatternClass.TryReadEscapedClass(_pattern, _index, out var ranges, out var length))
        {
            AddAtom(ranges, length);
        }
        else if (PatternClass.TryReadCharacter(_pattern, _index, out var rune, out length))
        {
            AddAtom(rune.IsBmp ? Unit((char)rune.Value) : $"(?:{string.Concat(rune.ToString().Select(Unit))})", length);
        }
        else
        {
            Fail(_index, $"`\\{c}`", "an escape of the RE2 dialect");
        }
    }

    private void TranslateQuoted()
    {
        var start = _index + 2;
        var end = _pattern.IndexOf("\\E", start, StringComparison.Ordinal);
        var quoted = end < 0 ? _pattern[start..] : _pattern[start..end];
        foreach (var rune in quoted.EnumerateRunes())
        {
            AddAtom($"(?:{string.Concat(rune.ToString().Select(Unit))})", 0);
        }

        _index = end < 0 ? _pattern.Length : end + 2;
    }

    private void TranslateClass()
    {
        var parsed = PatternClass.Read(_pattern, _index, out var length);
        if (!parsed.IsValid)
        {
            _error ??= parsed.Error;
            return;
        }

        AddAtom(parsed.Value, length);
    }

    private static string Unit(char c) => char.IsAsciiLetterOrDigit(c) ? c.ToString() : $"\\u{(int)c:x4}";

    private void Fail(int index, string found, string expected) =>
        _error ??= new Diagnostic(new TextRange(index, 1), found, expected);

    private readonly record struct Group(Flags Flags, long Size);
}
