using System.Globalization;

namespace Tracetest.Domain.Expressions.Json;

/// <summary>JSON numbers without exponent.</summary>
internal static class JsonNumber
{
    private const int MaxExponent = 400; // beyond it a number of a few characters would become a long text

    /// <summary>
    /// The same amount in plain digits, without a fraction of zeros: <c>1e2</c> is <c>100</c>, <c>1.0</c> is <c>1</c>, <c>-0</c> is
    /// <c>0</c>.
    /// </summary>
    /// <remarks>Works on the digits, so no precision is lost. A literal with a monstrous exponent stays as it is.</remarks>
    public static string ToPlainDigits(string literal)
    {
        var mantissa = literal;
        var exponent = 0;
        if (literal.IndexOfAny(['e', 'E']) is var e and >= 0)
        {
            mantissa = literal[..e];
            if (mantissa.AsSpan().IndexOfAnyInRange('1', '9') < 0)
            {
                return "0";
            }

            if (!int.TryParse(literal.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
                || Math.Abs(exponent) > MaxExponent)
            {
                return literal;
            }
        }

        var sign = mantissa[0] == '-' ? "-" : "";
        var parts = mantissa[sign.Length..].Split('.');
        var digits = parts[0] + (parts.Length > 1 ? parts[1] : "");
        var amount = Place(digits, parts[0].Length + exponent);
        return amount == "0" ? amount : sign + amount;
    }

    /// <summary>Orders two numbers by value, exactly; beyond the exponents written out, as binary numbers.</summary>
    public static int Compare(JsonValue.Number a, JsonValue.Number b)
    {
        var (x, y) = (ToPlainDigits(a.Literal), ToPlainDigits(b.Literal));
        var hasExponent = x.AsSpan().ContainsAny('e', 'E') || y.AsSpan().ContainsAny('e', 'E');
        return hasExponent ? a.Amount.CompareTo(b.Amount) : ComparePlain(x, y);
    }

    private static int ComparePlain(string x, string y)
    {
        var (isXNegative, isYNegative) = (x[0] == '-', y[0] == '-');
        return isXNegative != isYNegative ? isYNegative.CompareTo(isXNegative)
            : isXNegative ? CompareAmounts(y[1..], x[1..])
            : CompareAmounts(x, y);
    }

    /// <summary>Of more whole digits there is more; of as many the first that differs decides, a point being less than any.</summary>
    private static int CompareAmounts(string x, string y)
    {
        var wholes = WholeLength(x).CompareTo(WholeLength(y));
        return wholes != 0 ? wholes : string.CompareOrdinal(x, y);
    }

    private static int WholeLength(string digits) =>
        digits.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? point : digits.Length;

    private static string Place(string digits, int point)
    {
        if (point <= 0)
        {
            (digits, point) = (new string('0', 1 - point) + digits, 1);
        }

        var whole = digits.Length >= point ? digits[..point] : digits.PadRight(point, '0');
        var fraction = digits.Length > point ? digits[point..].TrimEnd('0') : "";
        whole = whole.TrimStart('0') is { Length: > 0 } trimmed ? trimmed : "0";
        return fraction.Length == 0 ? whole : $"{whole}.{fraction}";
    }
}
