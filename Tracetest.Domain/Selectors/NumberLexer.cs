using System.Globalization;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Selectors;

/// <summary>Reads numbers: decimal, or whole with the prefix <c>0x</c>, <c>0b</c>, <c>0o</c> or <c>0</c> (octal), <c>_</c> between digits.</summary>
internal sealed class NumberLexer
{
    private readonly string _text;
    private readonly int _start;
    private readonly SelectorFaults _faults;
    private int _index;

    private NumberLexer(string text, int start, SelectorFaults faults) => (_text, _start, _index, _faults) = (text, start, start, faults);

    private char Current => _index < _text.Length ? _text[_index] : '\0';

    private TextRange Range => TextRange.Between(_start, _index);

    private string Literal => _text[_start.._index];

    /// <summary>The number that begins at a position.</summary>
    public static SelectorToken Read(string text, int start, SelectorFaults faults) => new NumberLexer(text, start, faults).Read();

    private SelectorToken Read()
    {
        var prefix = _index + 1 < _text.Length && Current == '0' ? char.ToLowerInvariant(_text[_index + 1]) : ' ';
        if (prefix is 'x' or 'b' or 'o')
        {
            _index += 2;
            SkipWhile(c => (prefix == 'x' ? char.IsAsciiHexDigit(c) : char.IsAsciiDigit(c)) || c == '_');
            return Whole(_text[(_start + 2).._index], prefix switch { 'x' => 16, 'b' => 2, _ => 8 });
        }

        SkipWhile(IsDigitOrSeparator);
        if (Current == '.' || Current is 'e' or 'E')
        {
            return Fraction();
        }

        return Whole(Literal, Literal.Length > 1 && Literal[0] == '0' ? 8 : 10);
    }

    private SelectorToken Fraction()
    {
        if (Current == '.')
        {
            _index++;
            SkipWhile(IsDigitOrSeparator);
        }

        if (Current is 'e' or 'E')
        {
            _index++;
            _index += Current is '+' or '-' ? 1 : 0;
            var exponent = _index;
            SkipWhile(char.IsAsciiDigit);
            if (_index == exponent)
            {
                return Fail("digits in the exponent");
            }
        }

        return Literal.Contains('_', StringComparison.Ordinal)
            ? Fail("a number, with `_` only if it is whole", $"write `{Literal.Replace("_", "", StringComparison.Ordinal)}`")
            : new SelectorToken(SelectorTokenKind.Decimal, Literal, Range);
    }

    private SelectorToken Whole(string digits, int radix)
    {
        long value = 0;
        var isSound = digits.Length > 0 && digits[^1] != '_' && !digits.Contains("__", StringComparison.Ordinal);
        foreach (var c in digits.Where(c => c != '_'))
        {
            var digit = Convert.ToInt32(c.ToString(), 16);
            if (digit >= radix)
            {
                return Fail($"digits below {radix}", digits == Literal ? $"a leading 0 makes a number octal; write `{digits.TrimStart('0')}`" : "");
            }

            isSound &= value <= (long.MaxValue - digit) / radix;
            value = isSound ? (value * radix) + digit : 0;
        }

        return isSound
            ? new SelectorToken(SelectorTokenKind.Integer, value.ToString(CultureInfo.InvariantCulture), Range)
            : Fail("a whole number of at most 64 bits", digits.All(char.IsAsciiDigit) && digits.Length > 1 ? $"write `\"{Literal}\"` to compare its text" : "");
    }

    private SelectorToken Fail(string expected, string hint = "")
    {
        _faults.Add(Range, expected, hint);
        return new SelectorToken(SelectorTokenKind.Integer, "0", Range, IsFaulty: true);
    }

    private static bool IsDigitOrSeparator(char c) => char.IsAsciiDigit(c) || c == '_';

    private void SkipWhile(Func<char, bool> condition)
    {
        while (_index < _text.Length && condition(_text[_index]))
        {
            _index++;
        }
    }
}
