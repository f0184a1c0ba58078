using Tracetest.Domain.Expressions;
using Tracetest.Domain.Quantities;

namespace Tracetest.Domain.Assertions;

/// <summary>A side of a comparison, with what comparing needs of it worked out once.</summary>
/// <remarks>The expected side is mostly the same for every span, so it is made once and kept.</remarks>
internal sealed class ComparedValue(Value value)
{
    private string? _text;
    private string? _unescaped;
    private string? _amountText;
    private ValueKind? _firstKind;
    private (bool IsKnown, RoundedDuration? Amount) _amount;
    private (bool IsKnown, DecimalText? Number) _number;

    public Value Value => value;

    public bool IsDuration { get; } = value.IsDuration;

    public bool IsNumber { get; } = value.IsNumber;

    public string Text => _text ??= value.Text;

    public string UnescapedText => _unescaped ??= value.UnescapedText;

    /// <summary>The kind, of a list that of its first item.</summary>
    public ValueKind FirstKind => _firstKind ??= value.First.Kind;

    /// <summary>As a length of time; <see langword="null"/> when it is none.</summary>
    public RoundedDuration? Amount
    {
        get
        {
            if (!_amount.IsKnown)
            {
                _amount = (true, RoundedDuration.Of(value));
            }

            return _amount.Amount;
        }
    }

    /// <summary>The length of time as it is reported; only when there is one.</summary>
    public string AmountText => _amountText ??= Amount!.Value.Text;

    /// <summary>As a number of up to 64 bits before its point; <see langword="null"/> when it is none.</summary>
    public DecimalText? Number
    {
        get
        {
            if (!_number.IsKnown)
            {
                _number = (true, DecimalText.TryParse(UnescapedText));
            }

            return _number.Number;
        }
    }
}
