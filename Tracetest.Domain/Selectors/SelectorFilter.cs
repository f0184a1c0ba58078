using Tracetest.Domain.Patterns;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Selectors;

/// <summary>A condition on one property of a span: a closed set.</summary>
public abstract record SelectorFilter
{
    private SelectorFilter()
    {
    }

    /// <summary><c>name</c>, <c>kind</c>, or the name of an attribute.</summary>
    public abstract string Property { get; init; }

    /// <summary>From the property to the value.</summary>
    public TextRange Range { get; init; }

    /// <summary>The property, with its quotes if it has some.</summary>
    public TextRange PropertyRange { get; init; }

    /// <summary>The operator as it is written; <c>exists</c> and <c>not-exists</c> where none is.</summary>
    public abstract string OperatorText { get; }

    /// <summary>The value's text as <see cref="FilterLiteral.Value"/> says; empty when there is none.</summary>
    public virtual string Value => "";

    /// <summary>How the value was written; a string when there is none.</summary>
    public virtual FilterValueType ValueType => FilterValueType.String;

    /// <summary>The property as selectors write it.</summary>
    private protected string PropertyText => SelectorText.Name(Property);

    /// <summary>The property is compared with a value.</summary>
    /// <param name="Property">See <see cref="SelectorFilter.Property"/>.</param>
    /// <param name="Operator">How they are compared.</param>
    /// <param name="Literal">The value.</param>
    public sealed record Comparison(string Property, FilterOperator Operator, FilterLiteral Literal) : SelectorFilter
    {
        /// <inheritdoc/>
        public override string OperatorText => Operator.ToText();

        /// <inheritdoc/>
        public override string Value => Literal.Value;

        /// <inheritdoc/>
        public override FilterValueType ValueType => Literal.Type;

        /// <summary>The operator.</summary>
        public TextRange OperatorRange { get; init; }

        /// <summary>The value as pattern, if the operator is <see cref="FilterOperator.Matches"/>.</summary>
        internal Pattern? Pattern { get; init; }

        /// <summary>The canonical text.</summary>
        public override string ToString() => $"{PropertyText} {OperatorText} {Literal}";
    }

    /// <summary>The span has the attribute, be it with empty text.</summary>
    /// <param name="Property">See <see cref="SelectorFilter.Property"/>; every span has <c>name</c> and <c>kind</c>.</param>
    public sealed record Existence(string Property) : SelectorFilter
    {
        /// <inheritdoc/>
        public override string OperatorText => "exists";

        /// <summary>The canonical text.</summary>
        public override string ToString() => PropertyText;
    }

    /// <summary>The span does not have the attribute.</summary>
    /// <param name="Property">See <see cref="SelectorFilter.Property"/>; no span lacks <c>name</c> or <c>kind</c>.</param>
    public sealed record Absence(string Property) : SelectorFilter
    {
        /// <inheritdoc/>
        public override string OperatorText => "not-exists";

        /// <summary>The canonical text.</summary>
        public override string ToString() => $"!{PropertyText}";
    }
}
