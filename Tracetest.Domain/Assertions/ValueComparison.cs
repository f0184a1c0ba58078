using Tracetest.Domain.Expressions;
using Tracetest.Domain.Expressions.Json;
using Tracetest.Domain.Quantities;

namespace Tracetest.Domain.Assertions;

/// <summary>Compares the two sides of an assertion.</summary>
/// <param name="Left">The left side as reported.</param>
/// <param name="Right">The right side as reported.</param>
/// <param name="Fault">Why the comparison does not hold; <see langword="null"/> when it does.</param>
/// <remarks>Source: spec language 6, with the corrections of its section 13.</remarks>
internal sealed record ValueComparison(string Left, string Right, AssertionFault? Fault)
{
    public static ValueComparison Of(Value left, Comparator comparator, Value right) =>
        left.IsDuration || right.IsDuration
            ? OfDurations(left, comparator, right)
            : new ValueComparison(left.Text, right.Text, Compare(left, comparator, right));

    private static AssertionFault? Compare(Value left, Comparator comparator, Value right) => comparator switch
    {
        Comparator.Contains => Contains(left, right),
        Comparator.NotContains => Negate(Contains(left, right)),
        Comparator.Equal when AreNumbers(left, right) is { } areEqual => TextComparators.Holds(areEqual),
        Comparator.NotEqual when AreNumbers(left, right) is { } areEqual => TextComparators.Holds(!areEqual),
        _ => TextComparators.Compare(comparator.ToText(), left.UnescapedText, right.UnescapedText),
    };

    private static AssertionFault? Contains(Value left, Value right)
    {
        if (right.First.Kind == ValueKind.Json && left.First.Kind is ValueKind.Json or ValueKind.Array)
        {
            return JsonContainment.Compare(JsonText(left), JsonText(right));
        }

        return left is Value.List list
            ? TextComparators.Holds(list.Items.Any(item => item.Text == right.UnescapedText))
            : TextComparators.Compare("contains", left.UnescapedText, right.UnescapedText);
    }

    /// <summary>The text as it stands when it is JSON, else without the backslashes before quotes.</summary>
    private static string JsonText(Value value) => JsonReader.TryRead(value.Text, out _) ? value.Text : value.UnescapedText;

    /// <summary>A comparison that could not be made stays one when its result is turned round.</summary>
    private static AssertionFault? Negate(AssertionFault? fault) => fault switch
    {
        null => TextComparators.NoMatch,
        { Kind: AssertionFaultKind.NoMatch } => null,
        _ => fault,
    };

    /// <summary>Whether two numbers are equal by value; <see langword="null"/> when they are not both numbers.</summary>
    private static bool? AreNumbers(Value left, Value right) =>
        left is Value.Single { Kind: ValueKind.Number } && right is Value.Single { Kind: ValueKind.Number }
            ? Normalise(left.Text) == Normalise(right.Text)
            : null;

    /// <summary>Without zeros that add nothing: digits of any length, so no number type will do.</summary>
    private static string Normalise(string number)
    {
        var sign = number.StartsWith('-') ? "-" : "";
        var digits = number[sign.Length..].TrimStart('0');
        digits = digits.Contains('.', StringComparison.Ordinal) ? digits.TrimEnd('0').TrimEnd('.') : digits;
        return digits.Length == 0 ? "" : sign + digits;
    }

    private static ValueComparison OfDurations(Value left, Comparator comparator, Value right)
    {
        if (left is Value.List list && comparator is Comparator.Contains or Comparator.NotContains)
        {
            return OfMembership(list, comparator, right);
        }

        if (Rounded(left) is not { } a)
        {
            return new ValueComparison(left.Text, right.Text, NoAmount(left));
        }

        if (Rounded(right) is not { } b)
        {
            return new ValueComparison(left.Text, right.Text, NoAmount(right));
        }

        var (leftText, rightText) = (Durations.Format(a), Durations.Format(b));
        var isByText = comparator is Comparator.Contains or Comparator.NotContains;
        var fault = isByText
            ? TextComparators.Compare(comparator.ToText(), leftText, rightText)
            : TextComparators.Compare(comparator.ToText(), Digits(a), Digits(b));
        return new ValueComparison(leftText, rightText, fault);
    }

    /// <summary>A list contains a duration when one of its items is the same amount.</summary>
    private static ValueComparison OfMembership(Value.List left, Comparator comparator, Value right)
    {
        if (Rounded(right) is not { } amount)
        {
            return new ValueComparison(left.Text, right.Text, NoAmount(right));
        }

        var isMember = left.Items.Any(item => Rounded(item) == amount);
        var fault = TextComparators.Holds(isMember == (comparator == Comparator.Contains));
        return new ValueComparison(left.Text, Durations.Format(amount), fault);
    }

    private static AssertionFault NoAmount(Value value) =>
        new(AssertionFaultKind.Comparison, $"cannot compare \"{value.Text}\" with a duration");

    /// <summary>The amount in nanoseconds as shown to people; <see langword="null"/> for what is no amount.</summary>
    private static long? Rounded(Value value)
    {
        if (value is not Value.Single)
        {
            return null;
        }

        var point = value.Kind == ValueKind.Number ? value.Text.IndexOf('.', StringComparison.Ordinal) : -1;
        var text = point < 0 ? value.Text : value.Text[..point];
        return Durations.TryParse(text) is { } nanoseconds ? Durations.Round(nanoseconds) : null;
    }

    private static string Digits(long amount) => amount.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
