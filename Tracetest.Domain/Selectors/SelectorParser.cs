using System.Collections.Immutable;
using System.Globalization;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Selectors;

/// <summary>Reads selectors by the grammar at <see cref="Selector"/>.</summary>
internal sealed class SelectorParser
{
    private readonly List<SelectorToken> _tokens;
    private int _position;
    private Diagnostic? _error;

    private SelectorParser(List<SelectorToken> tokens) => _tokens = tokens;

    private SelectorToken Current => _tokens[_position];

    public static Parsed<Selector> Parse(string text)
    {
        if (LanguageLimits.TooLong(text) is { } tooLong)
        {
            return Parsed<Selector>.Fault(tooLong);
        }

        var (tokens, error) = SelectorLexer.Read(text);
        if (error is not null)
        {
            return Parsed<Selector>.Fault(error);
        }

        var parser = new SelectorParser(tokens);
        var alternatives = parser.ReadAlternatives();
        return parser._error is { } fault
            ? Parsed<Selector>.Fault(fault)
            : Parsed<Selector>.Of(new Selector(alternatives));
    }

    private ImmutableArray<SelectorStep> ReadAlternatives()
    {
        var alternatives = ImmutableArray.CreateBuilder<SelectorStep>();
        if (Current.Kind == SelectorTokenKind.End)
        {
            return [];
        }

        do
        {
            if (ReadPath() is not { } path)
            {
                return [];
            }

            alternatives.Add(path);
        }
        while (TryTake(","));

        if (Current.Kind != SelectorTokenKind.End)
        {
            FailAtCurrent("`span`, `,`, a pseudo-class or the end");
        }

        return alternatives.ToImmutable();
    }

    private SelectorStep? ReadPath()
    {
        var steps = new List<SelectorStep>();
        do
        {
            if (steps.Count == LanguageLimits.MaxDepth)
            {
                Fail(LanguageLimits.TooDeep(Current.Index));
                return null;
            }

            if (ReadStep() is not { } step)
            {
                return null;
            }

            steps.Add(step);
        }
        while (Current.Is("span"));

        return Enumerable.Reverse(steps).Aggregate((below, step) => step with { Child = below });
    }

    private SelectorStep? ReadStep()
    {
        if (!Expect("span") || !Expect("[") || ReadFilters() is not { } filters || !Expect("]"))
        {
            return null;
        }

        PseudoClass? pseudoClass = null;
        if (TryTake(":") && (pseudoClass = ReadPseudoClass()) is null)
        {
            return null;
        }

        if (Current.Is(":"))
        {
            Fail(new Diagnostic(new TextRange(Current.Index, 1), "`:`", "no second pseudo-class"));
            return null;
        }

        return new SelectorStep(filters, pseudoClass, null);
    }

    private ImmutableArray<SelectorFilter>? ReadFilters()
    {
        var filters = ImmutableArray.CreateBuilder<SelectorFilter>();
        while (!Current.Is("]"))
        {
            if (filters.Count > 0)
            {
                TryTake(",");
            }

            if (ReadFilter() is not { } filter)
            {
                return null;
            }

            filters.Add(filter);
        }

        return filters.ToImmutable();
    }

    private SelectorFilter? ReadFilter()
    {
        if (ReadProperty() is not { } property)
        {
            return null;
        }

        FilterOperator filterOperator;
        if (TryTake("="))
        {
            filterOperator = FilterOperator.Equals;
        }
        else if (TryTake("contains"))
        {
            filterOperator = FilterOperator.Contains;
        }
        else
        {
            FailAtCurrent("`=` or `contains`");
            return null;
        }

        if (ValueTypeOf(Current) is not { } valueType)
        {
            FailAtCurrent("a value: a string in double quotes, a number, `true` or `false`");
            return null;
        }

        return new SelectorFilter(property, filterOperator, Take().Text, valueType);
    }

    private string? ReadProperty()
    {
        var words = new List<string>();
        do
        {
            if (Current.Kind != SelectorTokenKind.Word)
            {
                FailAtCurrent(words.Count == 0 ? "a property name or `]`" : "a word after `.`");
                return null;
            }

            words.Add(Take().Text);
        }
        while (TryTake("."));

        return string.Join('.', words);
    }

    private static FilterValueType? ValueTypeOf(SelectorToken token) => token.Kind switch
    {
        SelectorTokenKind.String => FilterValueType.String,
        SelectorTokenKind.Integer => FilterValueType.Integer,
        SelectorTokenKind.Decimal => FilterValueType.Decimal,
        SelectorTokenKind.Word when token.Text is "true" or "false" => FilterValueType.Boolean,
        _ => null,
    };

    private PseudoClass? ReadPseudoClass()
    {
        if (TryTake("first"))
        {
            return new PseudoClass.First();
        }

        if (TryTake("last"))
        {
            return new PseudoClass.Last();
        }

        if (TryTake("nth_child"))
        {
            return ReadNthChild();
        }

        FailAtCurrent("`first`, `last` or `nth_child`");
        return null;
    }

    private PseudoClass.NthChild? ReadNthChild()
    {
        if (!Expect("("))
        {
            return null;
        }

        if (Current.Kind != SelectorTokenKind.Integer)
        {
            FailAtCurrent("a whole number, counting from 1");
            return null;
        }

        var number = long.Parse(Take().Text, CultureInfo.InvariantCulture);
        return Expect(")") ? new PseudoClass.NthChild(number) : null;
    }

    private SelectorToken Take() => _tokens[_position++];

    private bool TryTake(string text)
    {
        var isThere = Current.Is(text);
        _position += isThere ? 1 : 0;
        return isThere;
    }

    private bool Expect(string text)
    {
        if (TryTake(text))
        {
            return true;
        }

        FailAtCurrent($"`{text}`");
        return false;
    }

    private void FailAtCurrent(string expected) =>
        Fail(new Diagnostic(new TextRange(Current.Index, Current.Text.Length), Current.Described, expected));

    private void Fail(Diagnostic error) => _error ??= error;
}
