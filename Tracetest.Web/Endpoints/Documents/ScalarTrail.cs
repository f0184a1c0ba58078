namespace Tracetest.Web.Endpoints.Documents;

/// <summary>Follows a scalar's text through its document, to find where a character of the one stands in the other.</summary>
/// <remarks>
/// What is not blank stands in both in the same order; only breaks and indentation differ, and escapes. So the two are walked side by
/// side, blanks are skipped where they are folded, and where the two do not agree there is no answer.
/// </remarks>
internal ref struct ScalarTrail
{
    private readonly string _source;
    private readonly ScalarWriting _writing;
    private readonly int _indentation;
    private int _next;
    private int _lastEscape = -1;

    private ScalarTrail(string source, DocumentPlace place, string value)
    {
        (_source, _writing) = (source, place.Writing);
        _next = ContentStart(source, place);
        if (_writing == ScalarWriting.Block)
        {
            // With a number in its head, a block's first line may be indented further than the block.
            _indentation = Math.Max(0, SpacesFrom(LineOfFirstInk(source, _next)) - LengthOf(value, " ", LineOfFirstInk(value, 0)));
            SkipIndentation();
        }
    }

    /// <summary>Where a character of a scalar stands in the document; the scalar's start when that cannot be known.</summary>
    /// <param name="source">The document.</param>
    /// <param name="place">The scalar.</param>
    /// <param name="index">Zero-based position in the scalar's text; its length for the end.</param>
    public static int Find(string source, DocumentPlace place, int index)
    {
        if (place.Value is not { } value)
        {
            return place.Start;
        }

        var trail = new ScalarTrail(source, place, value);
        var end = trail._next;
        for (var i = 0; i < Math.Min(index, value.Length); i++)
        {
            if (trail.Take(value[i]) < 0)
            {
                return place.Start;
            }

            end = IsBlank(value[i]) ? end : trail._next;
        }

        if (index >= value.Length)
        {
            return end;
        }

        return trail.Take(value[index]) is >= 0 and var found ? found : place.Start;
    }

    /// <summary>Behind quotes, tags, anchors and the head of a block.</summary>
    private static int ContentStart(string source, DocumentPlace place)
    {
        var start = place.Start;
        while (start < source.Length && source[start] is '!' or '&')
        {
            var blank = source.AsSpan(start).IndexOfAny(" \t\r\n");
            start = blank < 0 ? source.Length : start + blank;
            start += source.AsSpan(start).IndexOfAnyExcept(" \t\r\n") is >= 0 and var ink ? ink : 0;
        }

        return place.Writing switch
        {
            ScalarWriting.Plain => start,
            ScalarWriting.Block => source.AsSpan(start).IndexOf('\n') is >= 0 and var line ? start + line + 1 : source.Length,
            _ => start + 1,
        };
    }

    /// <summary>Takes one character of the text.</summary>
    /// <returns>Where it stands; -1 when it does not stand here.</returns>
    private int Take(char character)
    {
        SkipContinuations();
        if (char.IsLowSurrogate(character) && _lastEscape >= 0)
        {
            return _lastEscape;
        }

        _lastEscape = -1;
        return At(_next) == '\\' && _writing == ScalarWriting.DoubleQuoted ? TakeEscape()
            : IsBlank(character) ? TakeBlank(character)
            : TakeInk(character);
    }

    private int TakeInk(char character)
    {
        while (IsBlank(At(_next)))
        {
            _next++;
        }

        SkipContinuations();
        if (At(_next) == '\\' && _writing == ScalarWriting.DoubleQuoted)
        {
            return TakeEscape();
        }

        if (At(_next) != character)
        {
            return -1;
        }

        var found = _next;
        _next += character == '\'' && _writing == ScalarWriting.SingleQuoted ? 2 : 1;
        return found;
    }

    /// <summary>A blank stands for itself, or a break for it.</summary>
    private int TakeBlank(char character)
    {
        var found = _next;
        if (character == At(_next) && !IsBreak(character))
        {
            _next++;
            return found;
        }

        while (At(_next) is ' ' or '\t')
        {
            _next++;
        }

        if (!IsBreak(At(_next)))
        {
            return -1;
        }

        _next += At(_next) == '\r' && At(_next + 1) == '\n' ? 2 : 1;
        SkipIndentation();
        return found;
    }

    private int TakeEscape()
    {
        var found = _next;
        _next += At(_next + 1) switch { 'x' => 4, 'u' => 6, 'U' => 10, _ => 2 };
        _lastEscape = At(found + 1) == 'U' ? found : -1;
        return found;
    }

    /// <summary>A backslash at the end of a line joins it with the next one.</summary>
    private void SkipContinuations()
    {
        while (_writing == ScalarWriting.DoubleQuoted && At(_next) == '\\' && IsBreak(At(_next + 1)))
        {
            _next++;
            while (IsBlank(At(_next)))
            {
                _next++;
            }
        }
    }

    /// <summary>A block keeps what stands behind its indentation; elsewhere blanks at the head of a line are folded.</summary>
    private void SkipIndentation() =>
        _next += _writing == ScalarWriting.Block ? Math.Min(_indentation, SpacesFrom(_next)) : LengthOf(_source, " \t", _next);

    private readonly int SpacesFrom(int start) => LengthOf(_source, " ", start);

    /// <summary>How far such characters reach.</summary>
    private static int LengthOf(string text, ReadOnlySpan<char> characters, int start)
    {
        var rest = text.AsSpan(Math.Min(start, text.Length));
        return rest.IndexOfAnyExcept(characters) is >= 0 and var length ? length : rest.Length;
    }

    /// <summary>Where the first line that is not blank begins.</summary>
    private static int LineOfFirstInk(string text, int start)
    {
        var line = start;
        for (var i = start; i < text.Length && IsBlank(text[i]); i++)
        {
            line = text[i] == '\n' ? i + 1 : line;
        }

        return line;
    }

    private readonly char At(int index) => index < _source.Length ? _source[index] : '\0';

    private static bool IsBlank(char character) => character is ' ' or '\t' || IsBreak(character);

    private static bool IsBreak(char character) => character is '\r' or '\n';
}
