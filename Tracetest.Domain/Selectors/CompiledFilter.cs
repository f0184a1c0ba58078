using System.Globalization;
using Tracetest.Domain.Patterns;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Selectors;

/// <summary>A filter prepared for any number of spans: property resolved, amount read, pattern built.</summary>
internal sealed class CompiledFilter
{
    private readonly PropertySource _source;
    private readonly FilterTest _test;

    public CompiledFilter(SelectorFilter filter)
        : this(filter, FilterTest.Of(filter))
    {
    }

    private CompiledFilter(SelectorFilter filter, FilterTest test)
    {
        Filter = filter;
        _test = test;
        _source = filter.Property switch { "name" => PropertySource.Name, "kind" => PropertySource.Kind, _ => PropertySource.Attribute };
    }

    private enum PropertySource
    {
        Attribute,
        Name,
        Kind,
    }

    /// <summary>What was written.</summary>
    public SelectorFilter Filter { get; }

    /// <summary>The same filter, remembering what it costs much to find out; for one thread.</summary>
    public CompiledFilter ForOneWalk() => _test.ForOneWalk() is var test && test == _test ? this : new CompiledFilter(Filter, test);

    /// <summary>Whether a span passes; one look at its attributes.</summary>
    public bool Holds(Span span) => _test.Holds(ValueIn(span));

    /// <summary>What the property holds; <see langword="null"/> when the span does not have it.</summary>
    public AttributeValue? ValueIn(Span span) => _source switch
    {
        PropertySource.Name => AttributeValue.From(span.Name),
        PropertySource.Kind => AttributeValue.From(span.Kind.ToName()),
        _ => span.ValueOf(Filter.Property),
    };
}

/// <summary>What a filter asks of a value: a closed set.</summary>
internal abstract class FilterTest
{
    public static FilterTest Of(SelectorFilter filter) => filter switch
    {
        SelectorFilter.Comparison { Operator: FilterOperator.Matches } comparison => PatternTest.Of(comparison),
        SelectorFilter.Comparison { Literal: FilterLiteral.Duration, Operator: FilterOperator.Equals or FilterOperator.NotEquals } comparison =>
            new AmountTest(comparison),
        SelectorFilter.Comparison comparison => comparison.Operator.IsOrdering() ? new AmountTest(comparison) : new TextTest(comparison),
        _ => new PresenceTest(filter is SelectorFilter.Existence),
    };

    public abstract bool Holds(AttributeValue? value);

    public virtual FilterTest ForOneWalk() => this;

    private sealed class PresenceTest(bool isWanted) : FilterTest
    {
        public override bool Holds(AttributeValue? value) => value.HasValue == isWanted;
    }

    /// <summary>Compares texts; whole numbers without writing them, where that gives the same answer.</summary>
    private sealed class TextTest(SelectorFilter.Comparison filter) : FilterTest
    {
        private readonly FilterOperator _operator = filter.Operator;
        private readonly string _text = filter.Value;
        private readonly long? _number = NumberOf(filter.Value);

        public override bool Holds(AttributeValue? value) => _operator switch
        {
            FilterOperator.Equals => AreEqual(value),
            FilterOperator.NotEquals => !AreEqual(value),
            FilterOperator.Contains => TextOf(value).Contains(_text, StringComparison.Ordinal),
            FilterOperator.NotContains => !TextOf(value).Contains(_text, StringComparison.Ordinal),
            FilterOperator.StartsWith => TextOf(value).StartsWith(_text, StringComparison.Ordinal),
            _ => TextOf(value).EndsWith(_text, StringComparison.Ordinal),
        };

        private bool AreEqual(AttributeValue? value) =>
            value is { Type: AttributeType.Integer } number ? number.AsInteger == _number : TextOf(value) == _text;

        /// <summary>The number written so, and not otherwise.</summary>
        private static long? NumberOf(string text) =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number.ToString(CultureInfo.InvariantCulture) == text ? number : null;
    }

    /// <summary>Compares amounts; a value that is none differs from every amount and is neither smaller nor larger.</summary>
    private sealed class AmountTest(SelectorFilter.Comparison filter) : FilterTest
    {
        private readonly FilterOperator _operator = filter.Operator;
        private readonly FilterAmount? _wanted = FilterAmount.TryParse(filter.Value);

        public override bool Holds(AttributeValue? value)
        {
            if (value is not { } present || FilterAmount.Of(present) is not { } amount || _wanted is not { } wanted)
            {
                return _operator == FilterOperator.NotEquals;
            }

            var order = amount.CompareTo(wanted);
            return _operator switch
            {
                FilterOperator.Equals => order == 0,
                FilterOperator.NotEquals => order != 0,
                FilterOperator.LessThan => order < 0,
                FilterOperator.LessOrEqual => order <= 0,
                FilterOperator.GreaterThan => order > 0,
                _ => order >= 0,
            };
        }
    }

    private sealed class PatternTest(Pattern pattern, Dictionary<string, bool>? known) : FilterTest
    {
        private const int MaxKnown = 1_000;

        public static PatternTest Of(SelectorFilter.Comparison filter) => new(
            filter.Pattern ?? Pattern.Parse(filter.Value).Value
            ?? throw new InvalidOperationException($"The pattern of {filter} was not checked."), null);

        /// <summary>Spans repeat their values, and a pattern costs more than a look into a dictionary.</summary>
        public override FilterTest ForOneWalk() => new PatternTest(pattern, new Dictionary<string, bool>());

        public override bool Holds(AttributeValue? value)
        {
            var text = TextOf(value);
            if (known is null)
            {
                return pattern.IsMatch(text) is true;
            }

            if (!known.TryGetValue(text, out var isMatch))
            {
                isMatch = pattern.IsMatch(text) is true;
                if (known.Count < MaxKnown)
                {
                    known[text] = isMatch;
                }
            }

            return isMatch;
        }
    }

    private static string TextOf(AttributeValue? value) => value is { } present ? present.ToText() : "";
}
