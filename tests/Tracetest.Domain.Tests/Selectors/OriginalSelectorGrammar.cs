using System.Text.RegularExpressions;

namespace Tracetest.Domain.Tests.Selectors;

/// <summary>
/// The original's selector grammar, plainly: what it accepts, apart from the defects that are refused (spec language 13 row 6),
/// and what it understands, as texts <c>property operator value</c>.
/// </summary>
internal sealed partial class OriginalSelectorGrammar
{
    private readonly List<string> _tokens = [];
    private int _position;

    private string Current => _position < _tokens.Count ? _tokens[_position] : "";

    /// <summary>The steps of every alternative; <see langword="null"/> when the text is refused.</summary>
    public static List<List<string>>? Read(string text)
    {
        var grammar = new OriginalSelectorGrammar();
        return grammar.Tokenise(text) && grammar.TryReadAll(out var alternatives) ? alternatives : null;
    }

    private bool Tokenise(string text)
    {
        for (var index = 0; index < text.Length;)
        {
            var match = Token().Match(text, index);
            if (!match.Success || match.Index != index)
            {
                return false;
            }

            if (!match.Groups["blank"].Success)
            {
                _tokens.Add(match.Value);
            }

            index += match.Length;
        }

        return true;
    }

    private bool TryReadAll(out List<List<string>> alternatives)
    {
        alternatives = [];
        if (_tokens.Count == 0)
        {
            return true;
        }

        do
        {
            var steps = new List<string>();
            do
            {
                if (!TryReadStep(steps))
                {
                    return false;
                }
            }
            while (Current == "span");

            alternatives.Add(steps);
        }
        while (TryTake(","));

        return _position == _tokens.Count;
    }

    private bool TryReadStep(List<string> steps)
    {
        var filters = new List<string>();
        if (!TryTake("span") || !TryTake("["))
        {
            return false;
        }

        while (!TryTake("]"))
        {
            if ((filters.Count > 0 && TryTake(",") && Current == "]") || !TryReadFilter(filters))
            {
                return false;
            }
        }

        var isSound = TryReadPseudoClass(out var pseudoClass);
        steps.Add(string.Join('&', filters) + pseudoClass);
        return isSound;
    }

    private bool TryReadFilter(List<string> filters)
    {
        var property = "";
        do
        {
            // Right after a value these are another value.
            var isValue = property.Length == 0 && Current is "true" or "false" && _tokens[_position - 1] is not ("[" or ",");
            if (!IsWord(Current) || isValue)
            {
                return false;
            }

            property += (property.Length == 0 ? "" : ".") + Take();
        }
        while (TryTake("."));

        if (Current is not ("=" or "contains"))
        {
            return false;
        }

        var comparison = Take();
        if (Current.Length == 0 || !(Current[0] == '"' || char.IsAsciiDigit(Current[0]) || Current is "true" or "false" || Current is ['.', _, ..]))
        {
            return false;
        }

        filters.Add($"{property} {comparison} {Take().Trim('"')}");
        return true;
    }

    private bool TryReadPseudoClass(out string pseudoClass)
    {
        pseudoClass = "";
        if (!TryTake(":"))
        {
            return true;
        }

        pseudoClass = $":{Current}";
        if (TryTake("first") || TryTake("last"))
        {
            return Current is not ("(" or ":");
        }

        if (!TryTake("nth_child") || !TryTake("(") || Current.Length == 0 || !Current.All(char.IsAsciiDigit))
        {
            return false;
        }

        pseudoClass += $"({Take()})";
        return TryTake(")") && Current != ":";
    }

    private static bool IsWord(string token) => token.Length > 0 && (char.IsLetter(token[0]) || token[0] == '_');

    private string Take() => _tokens[_position++];

    private bool TryTake(string token)
    {
        var isThere = Current == token;
        _position += isThere ? 1 : 0;
        return isThere;
    }

    /// <summary>Strings without escapes and numbers without prefixes: what the test builds its texts of.</summary>
    [GeneratedRegex("""(?<blank>[ \t\r\n]+|//[^\n]*\n?|/\*.*?\*/)|"[^"\n\\]*"|[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+|[\p{L}_][\p{L}_0-9]*|[^"/]""", RegexOptions.Singleline)]
    private static partial Regex Token();
}
