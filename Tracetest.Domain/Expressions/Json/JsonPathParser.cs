using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions.Json;

/// <summary>Reads JSON paths by the grammar at <see cref="JsonPath"/>.</summary>
internal sealed class JsonPathParser
{
    private const long Farthest = int.MaxValue;

    private static readonly string[] Comparators = ["==", "!=", "<=", ">=", "<", ">"];

    private readonly string _text;
    private int _index;
    private int _depth;
    private Diagnostic? _error;

    private JsonPathParser(string text) => _text = text;

    private char Current => _index < _text.Length ? _text[_index] : '\0';

    public static Parsed<JsonPath> Parse(string text)
    {
        if (LanguageLimits.TooLong(text) is { } tooLong)
        {
            return Parsed<JsonPath>.Fault(tooLong);
        }

        var parser = new JsonPathParser(text);
        var steps = parser.ReadPath();
        if (parser._error is null && parser._index < text.Length)
        {
            parser.Fail("`.` or `[`", parser.HintBehindName());
        }

        return parser._error is { } error ? Parsed<JsonPath>.Fault(error) : Parsed<JsonPath>.Of(new JsonPath(steps));
    }

    private ImmutableArray<JsonPathStep> ReadPath()
    {
        // Without `$` the first name needs no dot.
        return TryTake("$") || Current is '.' or '[' or '\0' ? ReadSteps(null) : ReadSteps(ReadName());
    }

    private ImmutableArray<JsonPathStep> ReadSteps(JsonPathStep? first)
    {
        var steps = ImmutableArray.CreateBuilder<JsonPathStep>();
        if (first is not null)
        {
            steps.Add(first);
        }

        while (_error is null && Current is '.' or '[')
        {
            if (ReadStep() is { } step)
            {
                steps.Add(step);
            }
        }

        return steps.ToImmutable();
    }

    private JsonPathStep? ReadStep()
    {
        if (TryTake(".."))
        {
            var inner = Current == '[' ? ReadBrackets() : ReadName();
            return inner is null ? null : new JsonPathStep.Descent(inner);
        }

        return TryTake(".") ? ReadName() : ReadBrackets();
    }

    private JsonPathStep? ReadName()
    {
        if (TryTake("*"))
        {
            return new JsonPathStep.Wildcard();
        }

        var start = _index;
        while (_index < _text.Length && Rune.TryGetRuneAt(_text, _index, out var rune) && IsNamePart(rune))
        {
            _index += rune.Utf16SequenceLength;
        }

        if (_index == start)
        {
            Fail("a name or `*`", HintBehindName());
            return null;
        }

        return new JsonPathStep.Member(_text[start.._index]);
    }

    /// <summary>What to do about a character that stands in no bare name.</summary>
    private string HintBehindName() => _index == _text.Length || Current is '[' or ']' or '(' or ')' ? ""
        : "names with other characters than letters, digits and `_ $ # : ~` stand in brackets and quotes: `['content-type']`";

    private static bool IsNamePart(Rune rune) =>
        Rune.IsLetter(rune) || Rune.IsDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        || (rune.IsAscii && "_$#:~".Contains((char)rune.Value, StringComparison.Ordinal));

    private JsonPathStep? ReadBrackets()
    {
        _index++;
        SkipWhiteSpace();
        var step = Current switch
        {
            '*' => TryTake("*") ? new JsonPathStep.Wildcard() : null,
            '?' => ReadPredicateStep(),
            ':' => ReadSlice(null),
            _ => ReadUnionOrSlice(),
        };
        return step is not null && ExpectWithin("]") ? step : null;
    }

    private JsonPathStep? ReadUnionOrSlice()
    {
        var keys = ImmutableArray.CreateBuilder<JsonPathStep>();
        do
        {
            SkipWhiteSpace();
            if (Current is '"' or '\'')
            {
                keys.Add(new JsonPathStep.Member(ReadString() ?? ""));
            }
            else if (ReadInteger() is { } index)
            {
                SkipWhiteSpace();
                if (Current == ':' && keys.Count == 0)
                {
                    return ReadSlice(index);
                }

                keys.Add(new JsonPathStep.Item(index));
            }
            else
            {
                Fail("`*`, a number, a quoted name, a slice or `?(`");
                return null;
            }

            SkipWhiteSpace();
        }
        while (_error is null && TryTake(","));

        return keys is [var only] ? only : new JsonPathStep.Union(keys.ToImmutable());
    }

    private JsonPathStep.Slice? ReadSlice(long? from)
    {
        _index++;
        SkipWhiteSpace();
        var to = ReadInteger();
        SkipWhiteSpace();
        long? step = null;
        if (_error is null && TryTake(":"))
        {
            SkipWhiteSpace();
            step = ReadInteger();
        }

        return _error is null ? new JsonPathStep.Slice(from, to, step ?? 1) : null;
    }

    private long? ReadInteger()
    {
        var start = _index;
        _index += Current == '-' ? 1 : 0;
        while (char.IsAsciiDigit(Current))
        {
            _index++;
        }

        if (_index == start)
        {
            return null;
        }

        var digits = _text.AsSpan(start, _index - start);
        if (digits is "-")
        {
            Fail("digits");
            return null;
        }

        // No list has so many items; what is further out is cut, which leaves room for the arithmetic of slices.
        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index)
            ? Math.Clamp(index, -Farthest, Farthest)
            : digits[0] == '-' ? -Farthest : Farthest;
    }

    private string? ReadString()
    {
        var start = _index;
        var quote = _text[_index++];
        var content = new StringBuilder();
        while (_index < _text.Length && Current != quote)
        {
            // Only these need a backslash; before anything else it is a character, as in the reference.
            if (Current == '\\' && _index + 1 < _text.Length && _text[_index + 1] is '\\' or '"' or '\'')
            {
                _index++;
            }

            content.Append(Current);
            _index++;
        }

        if (TryTake(quote.ToString()))
        {
            return content.ToString();
        }

        _error ??= new Diagnostic(TextRange.Between(start, _text.Length), "a string without end", $"`{quote}`");
        return null;
    }

    private JsonPathStep.Predicate? ReadPredicateStep()
    {
        if (!ExpectWithin("?") || !ExpectWithin("(") || ReadPredicate() is not { } predicate || !ExpectWithin(")"))
        {
            return null;
        }

        return new JsonPathStep.Predicate(predicate);
    }

    private JsonPathPredicate? ReadPredicate()
    {
        var predicate = ReadComparison();
        while (predicate is not null)
        {
            SkipWhiteSpace();
            var isAnd = TryTake("&&");
            if (!isAnd && !TryTake("||"))
            {
                RefuseWord();
                break;
            }

            predicate = ReadComparison() is { } right ? new JsonPathPredicate.Joined(predicate, right, isAnd) : null;
        }

        return predicate;
    }

    private void RefuseWord()
    {
        if (StartsWith("and") || StartsWith("or"))
        {
            Fail("`&&`, `||` or `)`", StartsWith("and") ? "write `&&`" : "write `||`");
        }
    }

    private JsonPathPredicate? ReadComparison()
    {
        SkipWhiteSpace();
        if (Current == '(')
        {
            return ReadGroup();
        }

        if (ReadOperand() is not { } left)
        {
            return null;
        }

        SkipWhiteSpace();
        var comparator = Array.Find(Comparators, TryTake);
        if (comparator is null)
        {
            Fail("a comparison: `==`, `!=`, `<`, `<=`, `>` or `>=`", Current switch
            {
                '=' => "write `==`",
                ')' => "to ask whether there is a value write `!= null`",
                _ => "",
            });
            return null;
        }

        SkipWhiteSpace();
        return ReadOperand() is { } right ? new JsonPathPredicate.Comparison(left, comparator, right) : null;
    }

    private JsonPathPredicate? ReadGroup()
    {
        if (!TryDescend())
        {
            return null;
        }

        _index++;
        var inner = ReadPredicate();
        _depth--;
        return inner is not null && ExpectWithin(")") ? inner : null;
    }

    private JsonPathOperand? ReadOperand()
    {
        if (TryTake("@"))
        {
            return ReadItemPath();
        }

        if (Current is '"' or '\'')
        {
            return ReadString() is { } text ? Constant(new JsonValue.Text(text)) : null;
        }

        var start = _index;
        while (char.IsAsciiLetterOrDigit(Current) || Current is '.' or '-' or '+')
        {
            _index++;
        }

        if (JsonReader.TryRead(_text[start.._index], out var constant))
        {
            return Constant(constant);
        }

        _index = start;
        Fail("`@`, a quoted text, a number, `true`, `false` or `null`");
        return null;
    }

    private JsonPathOperand? ReadItemPath()
    {
        if (!TryDescend())
        {
            return null;
        }

        var steps = ReadSteps(null);
        _depth--;
        return _error is null ? new JsonPathOperand(new JsonPath(steps), JsonValue.Null.Instance) : null;
    }

    private static JsonPathOperand Constant(JsonValue value) => new(null, value);

    private bool TryDescend()
    {
        if (_depth == LanguageLimits.MaxDepth)
        {
            _error ??= LanguageLimits.TooDeep(_index);
            return false;
        }

        _depth++;
        return true;
    }

    private void SkipWhiteSpace()
    {
        while (Current is ' ' or '\t' or '\r' or '\n')
        {
            _index++;
        }
    }

    private bool ExpectWithin(string text)
    {
        SkipWhiteSpace();
        if (_error is null && TryTake(text))
        {
            return true;
        }

        Fail($"`{text}`");
        return false;
    }

    private bool TryTake(string text)
    {
        var isThere = StartsWith(text);
        _index += isThere ? text.Length : 0;
        return isThere;
    }

    private bool StartsWith(string text) => string.CompareOrdinal(_text, _index, text, 0, text.Length) == 0;

    private void Fail(string expected, string hint = "")
    {
        if (_index >= _text.Length)
        {
            _error ??= new Diagnostic(new TextRange(_text.Length, 0), "the end", expected, hint);
            return;
        }

        var length = char.IsSurrogatePair(_text, _index) ? 2 : 1;
        _error ??= new Diagnostic(new TextRange(_index, length), $"`{_text.Substring(_index, length)}`", expected, hint);
    }
}
