using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions.Json;

/// <summary>Reads JSON paths by the grammar at <see cref="JsonPath"/>.</summary>
internal sealed class JsonPathParser
{
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
        parser.TryTake("$");
        var steps = parser.ReadSteps();
        if (parser._error is null && parser._index < text.Length)
        {
            parser.Fail("`.` or `[`");
        }

        return parser._error is { } error ? Parsed<JsonPath>.Fault(error) : Parsed<JsonPath>.Of(new JsonPath(steps));
    }

    private ImmutableArray<JsonPathStep> ReadSteps()
    {
        var steps = ImmutableArray.CreateBuilder<JsonPathStep>();
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
            Fail("a name or `*`; names with other characters than letters, digits and `_ $ # : ~` stand in brackets and quotes");
            return null;
        }

        return new JsonPathStep.Member(_text[start.._index]);
    }

    private static bool IsNamePart(Rune rune) =>
        Rune.IsLetter(rune) || Rune.IsDigit(rune) || (rune.IsAscii && "_$#:~".Contains((char)rune.Value, StringComparison.Ordinal));

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

        // Thirty-two bits are more than any list has; a wider type leaves room for the arithmetic of slices.
        if (int.TryParse(_text.AsSpan(start, _index - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
        {
            return index;
        }

        _error ??= new Diagnostic(TextRange.Between(start, _index), $"`{_text[start.._index]}`", "a position in a list");
        return null;
    }

    private string? ReadString()
    {
        var start = _index;
        var quote = _text[_index++];
        var content = new StringBuilder();
        while (_index < _text.Length && Current != quote)
        {
            if (Current == '\\' && _index + 1 < _text.Length)
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
        if (!ExpectWithin("?") || !ExpectWithin("(") || ReadAny() is not { } predicate || !ExpectWithin(")"))
        {
            return null;
        }

        return new JsonPathStep.Predicate(predicate);
    }

    private JsonPathPredicate? ReadAny() => ReadChain("||", ReadAll, conditions => new JsonPathPredicate.Any(conditions));

    private JsonPathPredicate? ReadAll() => ReadChain("&&", ReadComparison, conditions => new JsonPathPredicate.All(conditions));

    private JsonPathPredicate? ReadChain(
        string separator, Func<JsonPathPredicate?> read, Func<ImmutableArray<JsonPathPredicate>, JsonPathPredicate> combine)
    {
        var conditions = ImmutableArray.CreateBuilder<JsonPathPredicate>();
        do
        {
            if (read() is not { } condition)
            {
                return null;
            }

            conditions.Add(condition);
            SkipWhiteSpace();
        }
        while (TryTake(separator));

        return conditions is [var only] ? only : combine(conditions.ToImmutable());
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
            Fail("a comparison: `==`, `!=`, `<`, `<=`, `>` or `>=`");
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
        var inner = ReadAny();
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

        var steps = ReadSteps();
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
        var isThere = string.CompareOrdinal(_text, _index, text, 0, text.Length) == 0;
        _index += isThere ? text.Length : 0;
        return isThere;
    }

    private void Fail(string expected)
    {
        var found = _index < _text.Length ? $"`{Current}`" : "the end";
        _error ??= new Diagnostic(new TextRange(_index, _index < _text.Length ? 1 : 0), found, expected);
    }
}
