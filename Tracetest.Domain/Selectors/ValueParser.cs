using System.Globalization;
using Tracetest.Domain.Patterns;
using Tracetest.Domain.Quantities;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Selectors;

/// <summary>Reads the values of filters, and checks that the operator can use them.</summary>
internal sealed class ValueParser(SelectorCursor cursor)
{
    private const string ValueExpected = "a value: a string in double quotes, a number, a duration, `true` or `false`";
    private const string ValueStops = ",][=<>!\"\n“”‘’'`";

    private static readonly string[] Units = ["ns", "us", "ms", "s", "m", "h"];

    /// <summary>The value that stands here, and its pattern if the operator wants one; <see langword="null"/> after a fault.</summary>
    public (FilterLiteral Literal, Pattern? Pattern)? Read(string property, FilterOperator filterOperator)
    {
        var start = cursor.Current.Range.Start;
        var isFaulty = cursor.Current.IsFaulty;
        if (ReadLiteral(property) is not { } literal || isFaulty)
        {
            return null;
        }

        literal = literal with { Range = cursor.RangeFrom(start) };
        if (filterOperator == FilterOperator.Matches)
        {
            return ReadPattern(literal) is { } pattern ? (literal, pattern) : null;
        }

        return filterOperator.IsOrdering() && !IsAmount(literal, filterOperator) ? null : (literal, null);
    }

    private FilterLiteral? ReadLiteral(string property)
    {
        switch (cursor.Current)
        {
            case { Kind: SelectorTokenKind.String }:
                return new FilterLiteral.Text(cursor.Take().Text);
            case { IsNumber: true }:
                return ReadNumber(cursor.Current.Range.Start, isNegative: false);
            case { Kind: SelectorTokenKind.Word, Text: "true" or "false" }:
                return new FilterLiteral.Truth(cursor.Take().Text == "true");
            case { Kind: SelectorTokenKind.Symbol, Text: "-" } when cursor.Peek(1).IsNumber:
                return ReadNegative();
            default:
                FailAtValue(property);
                return null;
        }
    }

    private FilterLiteral? ReadNegative()
    {
        var minus = cursor.Take();
        if (!cursor.IsAdjacent)
        {
            cursor.Faults.Add(minus.Range, "a number directly after `-`", "remove the space");
        }

        return ReadNumber(minus.Range.Start, isNegative: true);
    }

    private FilterLiteral? ReadNumber(int start, bool isNegative)
    {
        var number = cursor.Take();
        if (cursor.IsAdjacent && IsNumberContinued())
        {
            return ReadContinuedNumber(start, number, isNegative);
        }

        var sign = isNegative ? "-" : "";
        return number.Kind == SelectorTokenKind.Integer
            ? new FilterLiteral.Whole(long.Parse(sign + number.Text, CultureInfo.InvariantCulture))
            : new FilterLiteral.Decimal(sign + number.Text);
    }

    /// <summary>Whether what directly follows a number belongs to it, and is not the next filter.</summary>
    private bool IsNumberContinued() => cursor.Current switch
    {
        { Kind: SelectorTokenKind.Word } => !cursor.ContinuesFilterAt(1) && !cursor.Current.Is("span"),
        { IsNumber: true } or { Text: "-" or "/" or "%", Kind: SelectorTokenKind.Symbol } => true,
        { Text: ":", Kind: SelectorTokenKind.Symbol } => cursor.Peek(1).IsNumber,
        _ => false,
    };

    private FilterLiteral.Duration? ReadContinuedNumber(int start, SelectorToken number, bool isNegative)
    {
        var digits = cursor.Slice(number.Range);
        var unit = cursor.Current.Kind == SelectorTokenKind.Word ? cursor.Current.Text : "";
        while (cursor.IsAdjacent && (cursor.Current.IsNumber || cursor.Current.Kind == SelectorTokenKind.Word || cursor.IsAtAnyOf("-", ":", "/", "%", ".", "+")))
        {
            cursor.Take();
        }

        var range = cursor.RangeFrom(start);
        var written = cursor.Slice(range);
        if (FaultOf(written, digits, unit, isNegative) is var (expected, hint))
        {
            cursor.Faults.Add(range, expected, hint);
            return null;
        }

        return new FilterLiteral.Duration(written);
    }

    private static (string Expected, string Hint)? FaultOf(string written, string digits, string unit, bool isNegative)
    {
        if (isNegative && Units.Contains(unit))
        {
            return ("a duration that is not negative", "");
        }

        if (written != digits + unit || unit.Length == 0)
        {
            return ("a value", $"write `{SelectorText.Quote(written)}` to compare a text");
        }

        if (!Units.Contains(unit))
        {
            return ("a number, or a duration with the unit `ns`, `us`, `ms`, `s`, `m` or `h`", UnitHint(digits, unit));
        }

        return NumberTexts.PrefixLength(digits) < digits.Length || (digits.Length > 1 && digits[0] == '0' && digits[1] != '.')
            ? ("decimal digits before the unit", "")
            : Durations.TryParse(written) is null ? ("a duration of at most 64 bits of nanoseconds", "") : null;
    }

    private static string UnitHint(string digits, string unit) => unit switch
    {
        "µs" or "μs" or "usec" or "micros" => $"write `{digits}us`",
        "min" or "mins" or "minutes" => $"write `{digits}m`",
        "sec" or "secs" or "seconds" or "S" => $"write `{digits}s`",
        "msec" or "millis" or "MS" or "Ms" => $"write `{digits}ms`",
        "hr" or "hrs" or "hours" or "H" => $"write `{digits}h`",
        _ => $"write `{SelectorText.Quote(digits + unit)}` to compare a text",
    };

    private void FailAtValue(string property)
    {
        if (cursor.Current.Kind != SelectorTokenKind.Word)
        {
            cursor.FailHere(ValueExpected, cursor.Current switch
            {
                { Text: "=" or "==" or ">" or "<", Kind: SelectorTokenKind.Symbol } => "one operator, then the value",
                { Text: "]" or ",", Kind: SelectorTokenKind.Symbol } => $"`{SelectorText.Name(property)}` alone asks whether it is there",
                _ => "",
            });
            return;
        }

        if (cursor.ContinuesFilterAt(1))
        {
            cursor.FailHere(ValueExpected, $"the filter on `{SelectorText.Name(property)}` has no value");
            return;
        }

        FailAtWord(property);
    }

    private void FailAtWord(string property)
    {
        var range = cursor.LineFrom(cursor.Current.Range.Start, ValueStops);
        var written = cursor.Slice(range);
        var hint = written.ToLowerInvariant() switch
        {
            "true" or "false" => $"write `{written.ToLowerInvariant()}`",
            "null" or "nil" or "none" or "undefined" => $"`!{SelectorText.Name(property)}` asks whether it is absent",
            _ => $"write `{SelectorText.Quote(written)}`",
        };
        cursor.Faults.Add(range, ValueExpected, hint);
        cursor.SkipTo(range.End);
    }

    private bool IsAmount(FilterLiteral literal, FilterOperator filterOperator)
    {
        if (literal is FilterLiteral.Whole or FilterLiteral.Decimal or FilterLiteral.Duration)
        {
            return true;
        }

        var hint = literal is FilterLiteral.Text && FilterAmount.TryParse(literal.Value) is not null
            ? $"write `{literal.Value}`"
            : $"`{filterOperator.ToText()}` compares amounts";
        cursor.Faults.Add(literal.Range, "a number or a duration", hint);
        return false;
    }

    private Pattern? ReadPattern(FilterLiteral literal)
    {
        if (literal is not FilterLiteral.Text text)
        {
            cursor.Faults.Add(literal.Range, "a pattern in double quotes", $"write `{SelectorText.Quote(cursor.Slice(literal.Range))}`");
            return null;
        }

        var parsed = Pattern.Parse(text.Decoded);
        foreach (var fault in parsed.Errors)
        {
            var start = cursor.Locate(literal.Range.Start, fault.Range.Start);
            var end = Math.Max(cursor.Locate(literal.Range.Start, fault.Range.End), start);
            var hint = fault.Hint.Replace("\\", "\\\\", StringComparison.Ordinal); // a backslash is two in a string
            cursor.Faults.Add(TextRange.Between(start, end), fault.Found, fault.Expected, hint);
        }

        return parsed.Value;
    }
}
