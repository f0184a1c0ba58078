using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Tracetest.Domain.Expressions.Json;

/// <summary>Reads JSON texts that come out of traces.</summary>
/// <remarks>
/// Strict: no comments, no trailing comma, nothing after the document; a leading byte order mark is stepped over. Most texts asked
/// about are no JSON and many hold half a surrogate pair, so a reader that answers either with an exception will not do.
/// </remarks>
internal sealed class JsonReader
{
    /// <summary>How deep lists and objects may nest; deeper texts count as no JSON.</summary>
    public const int MaxDepth = 256;

    private readonly string _text;
    private int _index;
    private int _depth;

    private JsonReader(string text)
    {
        _text = text;
        _index = text.StartsWith('\uFEFF') ? 1 : 0;
    }

    private char Current => _index < _text.Length ? _text[_index] : '\0';

    /// <summary>Reads a whole document.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out JsonValue? value)
    {
        var reader = new JsonReader(text);
        value = reader.ReadValue();
        reader.SkipWhiteSpace();
        value = reader._index == text.Length ? value : null;
        return value is not null;
    }

    private JsonValue? ReadValue()
    {
        SkipWhiteSpace();
        return Current switch
        {
            '{' => Nested(ReadObject),
            '[' => Nested(ReadList),
            '"' => ReadString() is { } content ? new JsonValue.Text(content) : null,
            't' => TryTake("true") ? new JsonValue.Truth(true) : null,
            'f' => TryTake("false") ? new JsonValue.Truth(false) : null,
            'n' => TryTake("null") ? JsonValue.Null.Instance : null,
            _ => ReadNumber(),
        };
    }

    private JsonValue? Nested(Func<JsonValue?> read)
    {
        if (_depth == MaxDepth)
        {
            return null;
        }

        _depth++;
        _index++;
        var value = read();
        _depth--;
        return value;
    }

    private JsonValue.Object? ReadObject()
    {
        var members = new OrderedDictionary<string, JsonValue>(StringComparer.Ordinal);
        if (TryTakeNext('}'))
        {
            return new JsonValue.Object(members);
        }

        do
        {
            SkipWhiteSpace();
            if (Current != '"' || ReadString() is not { } key || !TryTakeNext(':') || ReadValue() is not { } value)
            {
                return null;
            }

            members[key] = value;
        }
        while (TryTakeNext(','));

        return TryTakeNext('}') ? new JsonValue.Object(members) : null;
    }

    private JsonValue.List? ReadList()
    {
        var items = ImmutableArray.CreateBuilder<JsonValue>();
        if (TryTakeNext(']'))
        {
            return new JsonValue.List([]);
        }

        do
        {
            if (ReadValue() is not { } item)
            {
                return null;
            }

            items.Add(item);
        }
        while (TryTakeNext(','));

        return TryTakeNext(']') ? new JsonValue.List(items.ToImmutable()) : null;
    }

    private string? ReadString()
    {
        var start = ++_index;
        var end = _text.AsSpan(start).IndexOfAny('"', '\\');
        if (end >= 0 && _text[start + end] == '"' && !_text.AsSpan(start, end).ContainsAnyInRange('\0', '\u001F'))
        {
            _index = start + end + 1;
            return _text.Substring(start, end);
        }

        var content = new StringBuilder();
        while (_index < _text.Length && Current >= ' ')
        {
            var c = _text[_index++];
            if (c == '"')
            {
                return WithoutHalves(content);
            }

            if (c != '\\')
            {
                content.Append(c);
            }
            else if (!TryReadEscape(content))
            {
                return null;
            }
        }

        return null;
    }

    private bool TryReadEscape(StringBuilder content)
    {
        const string Letters = "\"\\/bfnrt";
        const string Meanings = "\"\\/\b\f\n\r\t";
        var c = Current;
        _index++;
        if (c == 'u')
        {
            return TryReadUnicodeEscape(content);
        }

        var letter = Letters.IndexOf(c, StringComparison.Ordinal);
        if (letter >= 0)
        {
            content.Append(Meanings[letter]);
        }

        return letter >= 0;
    }

    private bool TryReadUnicodeEscape(StringBuilder content)
    {
        if (_index + 4 > _text.Length
            || !ushort.TryParse(_text.AsSpan(_index, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            return false;
        }

        _index += 4;
        content.Append((char)unit);
        return true;
    }

    /// <summary>Half of a surrogate pair, which only escapes can bring, is no character.</summary>
    private static string WithoutHalves(StringBuilder content)
    {
        var text = content.ToString();
        return text.AsSpan().ContainsAnyInRange('\ud800', '\udfff')
            ? string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()))
            : text;
    }

    private JsonValue.Number? ReadNumber()
    {
        var start = _index;
        _index += Current == '-' ? 1 : 0;
        if (!(Current == '0' ? TryTake("0") : TryTakeDigits()))
        {
            return null;
        }

        if (Current == '.')
        {
            _index++;
            if (!TryTakeDigits())
            {
                return null;
            }
        }

        if (Current is 'e' or 'E')
        {
            _index++;
            _index += Current is '+' or '-' ? 1 : 0;
            if (!TryTakeDigits())
            {
                return null;
            }
        }

        return new JsonValue.Number(_text[start.._index]);
    }

    private bool TryTakeDigits()
    {
        var start = _index;
        while (char.IsAsciiDigit(Current))
        {
            _index++;
        }

        return _index > start;
    }

    private bool TryTake(string word)
    {
        var isThere = string.CompareOrdinal(_text, _index, word, 0, word.Length) == 0;
        _index += isThere ? word.Length : 0;
        return isThere;
    }

    private bool TryTakeNext(char symbol)
    {
        SkipWhiteSpace();
        var isThere = Current == symbol && _index < _text.Length;
        _index += isThere ? 1 : 0;
        return isThere;
    }

    private void SkipWhiteSpace()
    {
        while (Current is ' ' or '\t' or '\r' or '\n')
        {
            _index++;
        }
    }
}
