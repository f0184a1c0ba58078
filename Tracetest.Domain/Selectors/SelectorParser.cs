using System.Collections.Immutable;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Selectors;

/// <summary>Reads selectors by the grammar at <see cref="Selector"/>; after a fault it goes on at the next filter or step.</summary>
internal sealed class SelectorParser
{
    private readonly SelectorCursor _cursor;
    private readonly FilterParser _filters;
    private readonly PseudoClassParser _pseudoClasses;

    private SelectorParser(SelectorCursor cursor) =>
        (_cursor, _filters, _pseudoClasses) = (cursor, new FilterParser(cursor), new PseudoClassParser(cursor));

    public static Parsed<Selector> Parse(string text)
    {
        if (LanguageLimits.TooLong(text) is { } tooLong)
        {
            return Parsed<Selector>.Fault(tooLong);
        }

        var faults = new SelectorFaults(text);
        var alternatives = new SelectorParser(new SelectorCursor(text, faults)).ReadAlternatives();
        return faults.All.Count > 0
            ? Parsed<Selector>.Fault(faults.All)
            : Parsed<Selector>.Of(new Selector(alternatives, new TextRange(0, text.Length)));
    }

    private ImmutableArray<SelectorStep> ReadAlternatives()
    {
        if (_cursor.IsAtEnd)
        {
            return [];
        }

        var alternatives = ImmutableArray.CreateBuilder<SelectorStep>();
        do
        {
            alternatives.Add(ReadPath());
        }
        while (!_cursor.Faults.IsFull && _cursor.TryTake(","));

        return alternatives.ToImmutable();
    }

    private SelectorStep ReadPath()
    {
        var steps = new List<SelectorStep> { ReadStep(StepRelation.Descendant) };
        while (!_cursor.Faults.IsFull && IsAtFurtherStep())
        {
            if (steps.Count == LanguageLimits.MaxDepth)
            {
                var tooDeep = LanguageLimits.TooDeep(_cursor.Current.Range.Start);
                _cursor.Faults.Add(tooDeep.Range, tooDeep.Found, tooDeep.Expected, tooDeep.Hint);
                _cursor.SkipUntil(() => false);
                break;
            }

            steps.Add(ReadStep(_cursor.TryTake(">") ? StepRelation.Child : StepRelation.Descendant));
        }

        return Enumerable.Reverse(steps).Aggregate((below, step) => step with { Child = below });
    }

    /// <summary>What does not belong between two steps is reported and passed over, so that the second is checked too.</summary>
    private bool IsAtFurtherStep()
    {
        if (!IsAtStepOrRelation() && !_cursor.Current.Is("span") && !_cursor.IsAtEnd && !_cursor.Current.IsSymbol(","))
        {
            _cursor.FailHere("`span`, `>`, `,`, a pseudo-class or the end", StepHints.AfterStep(_cursor));
            SkipToStep();
        }

        return IsAtStepOrRelation() || _cursor.Current.Is("span");
    }

    private bool IsAtStepOrRelation() => _cursor.IsAtStep || _cursor.Current.IsSymbol(">");

    private void SkipToStep() => _cursor.SkipUntil(() =>
        _cursor.IsAtStep || _cursor.Current.IsSymbol(",") || (_cursor.Current.IsSymbol(">") && _cursor.Peek(1).Is("span")));

    private SelectorStep ReadStep(StepRelation relation)
    {
        var start = _cursor.Current.Range.Start;
        if (!ReadStepStart(relation))
        {
            SkipToStep();
            return new SelectorStep([], null, null);
        }

        var filters = _filters.ReadAll();
        var pseudoClass = _pseudoClasses.Read();
        return new SelectorStep(filters, pseudoClass, null) { Relation = relation, Range = _cursor.RangeFrom(start) };
    }

    /// <summary>Reads <c>span[</c>, or what was probably meant by it.</summary>
    private bool ReadStepStart(StepRelation relation)
    {
        if (!_cursor.Current.Is("span"))
        {
            StepHints.FailAtStep(_cursor, relation);
            if (_cursor.IsAtStep)
            {
                _cursor.Take();
            }

            return _cursor.TryTake("[");
        }

        _cursor.Take();
        if (_cursor.Expect("[", StepHints.AfterSpan(_cursor)))
        {
            return true;
        }

        if (_cursor.Current.IsSymbol("]"))
        {
            _cursor.Take();
        }

        return false;
    }
}
