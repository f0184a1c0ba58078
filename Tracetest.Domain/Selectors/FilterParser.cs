using System.Collections.Immutable;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Selectors;

/// <summary>Reads what stands in a step's brackets; after a fault it goes on at the next filter.</summary>
internal sealed class FilterParser(SelectorCursor cursor)
{
    private const string OperatorExpected = "an operator such as `=`, `!=`, `contains` or `>`";

    /// <summary>Characters that end a name somebody wrote without quotes.</summary>
    private const string NameStops = "=<>!,]['\"()|“”‘’`";

    private readonly ValueParser _values = new(cursor);

    /// <summary>Reads from after <c>[</c> to after <c>]</c>.</summary>
    public ImmutableArray<SelectorFilter> ReadAll()
    {
        var filters = ImmutableArray.CreateBuilder<SelectorFilter>();
        var (isSeparated, isAfterComma) = (true, false);
        while (!cursor.Faults.IsFull && !cursor.Current.IsSymbol("]") && !IsStepUnclosed())
        {
            if (IsSeparator(isSeparated))
            {
                (isSeparated, isAfterComma) = (true, true);
                continue;
            }

            if (ReadFilter(isSeparated, isAfterComma) is { } filter)
            {
                filters.Add(filter);
            }

            (isSeparated, isAfterComma) = (false, false);
        }

        Close(isAfterComma);
        return filters.ToImmutable();
    }

    private void Close(bool isAfterComma)
    {
        if (!cursor.Current.IsSymbol("]"))
        {
            cursor.FailHere("`]`", cursor.Current.IsSymbol(":") ? "the brackets close before the pseudo-class" : "");
            return;
        }

        if (isAfterComma)
        {
            cursor.FailHere("a filter after the comma", "remove the comma");
        }

        cursor.Take();
    }

    /// <summary>Whether the step ends here though its bracket was not closed.</summary>
    private bool IsStepUnclosed()
    {
        var ahead = cursor.IsAtAnyOf(",", ">") ? 1 : 0;
        return cursor.IsAtEnd
            || (cursor.Peek(ahead).Is("span") && cursor.Peek(ahead + 1).IsSymbol("["))
            || (cursor.Current.IsSymbol(":") && cursor.Peek(1).Kind == SelectorTokenKind.Word);
    }

    /// <summary>Passes over a comma, or what people write for one.</summary>
    private bool IsSeparator(bool isSeparated)
    {
        if (cursor.Current.IsSymbol(","))
        {
            if (isSeparated)
            {
                cursor.FailHere("a property name or `]`", "remove the comma");
            }

            cursor.Take();
            return true;
        }

        if (FilterHints.Connective(cursor) is not { } hint)
        {
            return false;
        }

        cursor.FailHere("`,` or `]`", hint);
        cursor.Take();
        return true;
    }

    private SelectorFilter? ReadFilter(bool isSeparated, bool isAfterComma)
    {
        var start = cursor.Current.Range.Start;
        var filter = cursor.Current.IsSymbol("!") ? ReadAbsence(isSeparated) : ReadPresent(isSeparated, isAfterComma);
        if (filter is null)
        {
            cursor.SkipUntil(() => cursor.IsAtAnyOf(",", "]") || IsStepUnclosed() || FilterHints.Connective(cursor) is not null);
            return null;
        }

        return filter with { Range = cursor.RangeFrom(start) };
    }

    private SelectorFilter? ReadPresent(bool isSeparated, bool isAfterComma)
    {
        if (ReadProperty(isSeparated, isAfterComma ? "a property name" : "a property name or `]`") is not { } property)
        {
            return null;
        }

        if (IsAtFilterEnd())
        {
            if (!isSeparated)
            {
                cursor.Faults.Add(property.Range, "`,` or a filter with operator and value", $"write `, {SelectorText.Name(property.Name)}` to ask whether it is there");
            }

            return new SelectorFilter.Existence(property.Name) { PropertyRange = property.Range };
        }

        return ReadComparison(property.Name, property.Range);
    }

    private SelectorFilter.Comparison? ReadComparison(string property, TextRange propertyRange)
    {
        if (cursor.OperatorAt(0) is not { } found)
        {
            return ReadForeignComparison(property);
        }

        cursor.SkipTo(found.Range.End);
        return _values.Read(property, found.Operator) is { } value
            ? new SelectorFilter.Comparison(property, found.Operator, value.Literal)
            {
                PropertyRange = propertyRange,
                OperatorRange = found.Range,
                Pattern = value.Pattern,
            }
            : null;
    }

    /// <summary>Reports an operator selectors do not have, and checks what follows as if the one meant stood there.</summary>
    private SelectorFilter.Comparison? ReadForeignComparison(string property)
    {
        var foreign = FilterHints.ForeignOperator(cursor, property);
        if (!cursor.Current.IsFaulty)
        {
            cursor.Faults.Add(foreign.Range, OperatorExpected, foreign.Hint);
        }

        if (foreign.Meant is { } meant)
        {
            cursor.SkipTo(foreign.Range.End);
            if (!IsAtFilterEnd())
            {
                _values.Read(property, meant);
            }
        }

        return null;
    }

    private SelectorFilter.Absence? ReadAbsence(bool isSeparated)
    {
        var exclamation = cursor.Take();
        if (ReadProperty(isSeparated: true, "a property name after `!`") is not { } property)
        {
            return null;
        }

        var name = SelectorText.Name(property.Name);
        if (!IsAtFilterEnd())
        {
            var hint = cursor.OperatorAt(0) is { } found ? FilterHints.Negated(name, found.Operator) : "";
            cursor.Faults.Add(exclamation.Range, $"a comparison without `!`, or `!{name}` alone", hint);
            ReadComparison(property.Name, property.Range);
            return null;
        }

        if (!isSeparated)
        {
            cursor.Faults.Add(exclamation.Range, "`,` or `]`", $"write `, !{name}` to ask whether it is absent");
        }

        return new SelectorFilter.Absence(property.Name) { PropertyRange = property.Range };
    }

    private bool IsAtFilterEnd() =>
        cursor.IsAtAnyOf(",", "]") || FilterHints.Connective(cursor) is not null || (IsStepUnclosed() && !cursor.IsAtEnd);

    private (string Name, TextRange Range)? ReadProperty(bool isSeparated, string expected)
    {
        if (cursor.Current.Kind == SelectorTokenKind.String && isSeparated)
        {
            return ReadQuotedName();
        }

        if (cursor.Current.Kind != SelectorTokenKind.Word || (!isSeparated && cursor.Current.Text is "true" or "false"))
        {
            FailAtName(isSeparated, expected);
            return null;
        }

        return ReadWords(isSeparated);
    }

    private (string Name, TextRange Range) ReadQuotedName()
    {
        var name = cursor.Take();
        if (name.Text.Length == 0 && !name.IsFaulty)
        {
            cursor.Faults.Add(name.Range, "the name of an attribute", "");
        }

        return (name.Text, name.Range);
    }

    private (string Name, TextRange Range)? ReadWords(bool isSeparated)
    {
        var start = cursor.Current.Range.Start;
        var words = new List<string>();
        do
        {
            if (cursor.Current.Kind != SelectorTokenKind.Word)
            {
                cursor.FailHere("a word after `.`", FilterHints.QuotedName(cursor.Slice(cursor.RunFrom(start, NameStops)), isSeparated));
                return null;
            }

            words.Add(cursor.Take().Text);
        }
        while (cursor.TryTake("."));

        return IsAtForeignNamePart() ? ReadForeignName(start, isSeparated) : (string.Join('.', words), cursor.RangeFrom(start));
    }

    /// <summary>Whether the name goes on with something only quotes allow.</summary>
    private bool IsAtForeignNamePart() => cursor.IsAdjacent && cursor.Current switch
    {
        { Kind: SelectorTokenKind.Decimal } => true,
        { Kind: SelectorTokenKind.Symbol, Text: "-" or "/" or "@" or "$" or "#" or "%" or "*" or "+" or "~" or "\\" or "?" or "{" or "&" or ";" } => true,
        { Kind: SelectorTokenKind.Symbol, Text: ":" } => cursor.Peek(1).Kind == SelectorTokenKind.Word && cursor.Peek(1).Range.Start == cursor.Current.Range.End,
        _ => false,
    };

    private (string Name, TextRange Range) ReadForeignName(int start, bool isSeparated)
    {
        var range = cursor.RunFrom(start, NameStops);
        var name = cursor.Slice(range);
        cursor.Faults.Add(range, "a name of letters, digits, `_` and `.`", FilterHints.QuotedName(name, isSeparated));
        cursor.SkipTo(range.End);
        return (name, range);
    }

    private void FailAtName(bool isSeparated, string expected)
    {
        if (cursor.Current.IsNumber && isSeparated)
        {
            var name = cursor.RunFrom(cursor.Current.Range.Start, NameStops);
            cursor.Faults.Add(name, expected, FilterHints.QuotedName(cursor.Slice(name), isSeparated));
            return;
        }

        var hint = cursor.Current switch
        {
            { Kind: SelectorTokenKind.String } or { Kind: SelectorTokenKind.Word } => "a filter has one value; a comma stands before the next filter",
            { Text: "(", Kind: SelectorTokenKind.Symbol } => "filters take no parentheses",
            { Text: "*", Kind: SelectorTokenKind.Symbol } => "`span[]` picks every span",
            _ => "",
        };
        cursor.FailHere(expected, hint);
    }
}
