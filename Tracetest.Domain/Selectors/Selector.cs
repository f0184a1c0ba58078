using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tracetest.Domain.Syntax;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Selectors;

/// <summary>A rule that picks spans of a trace, read once and applied to any number of traces.</summary>
/// <remarks>
/// Source: spec language 2, with the corrections of its section 13. Immutable, thread-safe.
/// <code>
/// selector = [ path { "," path } ] ;                   "" picks every span
/// path     = step { step } ;                           each step picks among the descendants of what the one before picked
/// step     = "span" "[" [ filter { [ "," ] filter } ] "]" [ pseudo ] ;
/// filter   = property ( "=" | "contains" ) value ;
/// property = word { "." word } ;
/// value    = string | integer | decimal | "true" | "false" ;
/// pseudo   = ":" ( "first" | "last" | "nth_child" "(" integer ")" ) ;
/// </code>
/// </remarks>
public sealed class Selector
{
    internal Selector(ImmutableArray<SelectorStep> alternatives) => Alternatives = alternatives;

    /// <summary>The selector that picks every span: empty text.</summary>
    public static Selector Everything { get; } = new([]);

    /// <summary>The first step of each alternative, in the order written; none when every span is picked.</summary>
    public ImmutableArray<SelectorStep> Alternatives { get; }

    /// <summary>Reads a selector.</summary>
    public static Parsed<Selector> Parse(string text) => SelectorParser.Parse(text);

    /// <summary>The positions in the trace of the spans picked, each once.</summary>
    /// <remarks>
    /// Alternatives in the order written, within one in document order; a step with a pseudo-class below several spans
    /// gives its picks in the order of those spans. Takes time linear in spans times steps, whatever the trace's depth.
    /// </remarks>
    public ImmutableArray<int> Select(Trace trace) => SelectorMatcher.Select(this, trace);

    /// <summary>The canonical text, which reads back as the same selector.</summary>
    public override string ToString() => string.Join(", ", Alternatives);
}

/// <summary>One step of a selector: which spans, which of them, and what is looked for below them.</summary>
/// <param name="Filters">All must hold; none picks every span.</param>
/// <param name="PseudoClass">Which of the spans found; <see langword="null"/> for all.</param>
/// <param name="Child">The step applied to the descendants; <see langword="null"/> at the end.</param>
public sealed record SelectorStep(ImmutableArray<SelectorFilter> Filters, PseudoClass? PseudoClass, SelectorStep? Child)
{
    /// <summary>The canonical text of this step and those below it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var step = this; step is not null; step = step.Child)
        {
            text.Append(text.Length == 0 ? "" : " ").Append("span[").AppendJoin(' ', step.Filters).Append(']').Append(step.PseudoClass);
        }

        return text.ToString();
    }
}

/// <summary>A condition on one property of a span.</summary>
/// <param name="Property"><c>name</c>, <c>kind</c>, or the name of an attribute.</param>
/// <param name="Operator">How the property is compared.</param>
/// <param name="Value">The text compared with: strings decoded, whole numbers in decimal digits, anything else as written.</param>
/// <param name="ValueType">How the value was written.</param>
public sealed record SelectorFilter(string Property, FilterOperator Operator, string Value, FilterValueType ValueType)
{
    /// <summary>The operator as it is written.</summary>
    public string OperatorText => Operator == FilterOperator.Equals ? "=" : "contains";

    /// <summary>The canonical text.</summary>
    public override string ToString() =>
        $"{Property} {OperatorText} {(ValueType == FilterValueType.String ? SelectorText.Quote(Value) : Value)}";

    /// <summary>Whether the condition holds; an absent attribute reads as empty text.</summary>
    internal bool Matches(Span span)
    {
        var text = Property switch
        {
            "name" => span.Name,
            "kind" => span.Kind.ToName(),
            _ => span.TextOf(Property) ?? "",
        };
        return Operator == FilterOperator.Equals ? text == Value : text.Contains(Value, StringComparison.Ordinal);
    }
}

/// <summary>How a filter compares.</summary>
public enum FilterOperator
{
    /// <summary>Same text, case included.</summary>
    Equals,

    /// <summary>The property's text holds the value's, case included.</summary>
    Contains,
}

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
}

/// <summary>Which of the spans a step found: a closed set.</summary>
public abstract record PseudoClass
{
    private PseudoClass()
    {
    }

    /// <summary>The name as it is written.</summary>
    public abstract string Name { get; }

    /// <summary>The number in parentheses; <see langword="null"/> when the pseudo-class takes none.</summary>
    public virtual long? Argument => null;

    /// <summary>The canonical text.</summary>
    public sealed override string ToString() =>
        Argument is { } argument ? string.Create(CultureInfo.InvariantCulture, $":{Name}({argument})") : $":{Name}";

    /// <summary>The first in document order.</summary>
    public sealed record First : PseudoClass
    {
        /// <inheritdoc/>
        public override string Name => "first";
    }

    /// <summary>The last in document order.</summary>
    public sealed record Last : PseudoClass
    {
        /// <inheritdoc/>
        public override string Name => "last";
    }

    /// <summary>One by number; none when there are fewer.</summary>
    /// <param name="Number">Counting from 1; 0 picks nothing.</param>
    public sealed record NthChild(long Number) : PseudoClass
    {
        /// <inheritdoc/>
        public override string Name => "nth_child";

        /// <inheritdoc/>
        public override long? Argument => Number;
    }
}
