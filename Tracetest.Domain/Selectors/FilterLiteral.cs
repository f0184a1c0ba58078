using System.Globalization;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Selectors;

/// <summary>How a filter's value was written.</summary>
public enum FilterValueType
{
    /// <summary>In double quotes.</summary>
    String,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a point or an exponent.</summary>
    Decimal,

    /// <summary>The word <c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A number with a unit of time.</summary>
    Duration,
}

/// <summary>The value a filter compares with: a closed set.</summary>
public abstract record FilterLiteral
{
    private FilterLiteral()
    {
    }

    /// <summary>The text compared with: strings decoded, whole numbers in decimal digits, anything else as written.</summary>
    public abstract string Value { get; }

    /// <summary>How it was written.</summary>
    public abstract FilterValueType Type { get; }

    /// <summary>Where it stands, with its quotes, sign or unit.</summary>
    public TextRange Range { get; init; }

    /// <summary>The canonical text.</summary>
    public abstract override string ToString();

    /// <summary>A string.</summary>
    /// <param name="Decoded">Without quotes and escapes.</param>
    public sealed record Text(string Decoded) : FilterLiteral
    {
        /// <inheritdoc/>
        public override string Value => Decoded;

        /// <inheritdoc/>
        public override FilterValueType Type => FilterValueType.String;

        /// <inheritdoc/>
        public override string ToString() => SelectorText.Quote(Decoded);
    }

    /// <summary>A whole number.</summary>
    /// <param name="Number">The number.</param>
    public sealed record Whole(long Number) : FilterLiteral
    {
        /// <inheritdoc/>
        public override string Value { get; } = Number.ToString(CultureInfo.InvariantCulture);

        /// <inheritdoc/>
        public override FilterValueType Type => FilterValueType.Integer;

        /// <inheritdoc/>
        public override string ToString() => Value;
    }

    /// <summary>A number with a point or an exponent.</summary>
    /// <param name="Written">As written: its own text is compared (spec language 13 row 3).</param>
    public sealed record Decimal(string Written) : FilterLiteral
    {
        /// <inheritdoc/>
        public override string Value => Written;

        /// <inheritdoc/>
        public override FilterValueType Type => FilterValueType.Decimal;

        /// <inheritdoc/>
        public override string ToString() => Written;
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    /// <param name="IsTrue">Which of the two.</param>
    public sealed record Truth(bool IsTrue) : FilterLiteral
    {
        /// <inheritdoc/>
        public override string Value => IsTrue ? "true" : "false";

        /// <inheritdoc/>
        public override FilterValueType Type => FilterValueType.Boolean;

        /// <inheritdoc/>
        public override string ToString() => Value;
    }

    /// <summary>A number with a unit of time.</summary>
    /// <param name="Written">As written, e.g. <c>1.5s</c>.</param>
    public sealed record Duration(string Written) : FilterLiteral
    {
        /// <inheritdoc/>
        public override string Value => Written;

        /// <inheritdoc/>
        public override FilterValueType Type => FilterValueType.Duration;

        /// <inheritdoc/>
        public override string ToString() => Written;
    }
}
