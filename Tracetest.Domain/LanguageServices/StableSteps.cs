using System.Collections.Immutable;
using Tracetest.Domain.Selectors;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.LanguageServices;

/// <summary>Builds steps of stable filters, and knows what they pick; looks at each filter's spans once.</summary>
internal sealed class StableSteps(Trace trace)
{
    /// <summary>Most filters of a step that is to be short.</summary>
    private const int MaxFilters = 3;

    private readonly Dictionary<(string Property, string Value), SpanSet> _picked = [];

    /// <summary>The step with fewest filters that picks a span alone, of equals that with the most telling ones.</summary>
    public StableStep? Unique(ImmutableArray<StableProperty> properties)
    {
        ImmutableArray<StableProperty> byUse = [.. properties.OrderBy(property => property.IsBroad)];
        for (var size = 1; size <= MaxFilters; size++)
        {
            if (Unique(byUse, 0, size, []) is { } unique)
            {
                return unique;
            }
        }

        return null;
    }

    /// <summary>The step with a filter for each of some properties.</summary>
    public StableStep StepOf(ImmutableArray<StableProperty> properties) => new(
        properties, properties.Aggregate(default(SpanSet), (picked, property) => picked?.And(PickedBy(property)) ?? PickedBy(property))
            ?? SpanSet.Of(trace.Count, Enumerable.Range(0, trace.Count)));

    /// <summary>Goes no deeper than there are filters in a step.</summary>
    private StableStep? Unique(ImmutableArray<StableProperty> properties, int from, int size, ImmutableArray<StableProperty> taken)
    {
        if (size == 0)
        {
            return StepOf(taken) is { Picked.Count: 1 } unique ? unique : null;
        }

        for (var i = from; i <= properties.Length - size; i++)
        {
            if (Unique(properties, i + 1, size - 1, taken.Add(properties[i])) is { } unique)
            {
                return unique;
            }
        }

        return null;
    }

    private SpanSet PickedBy(StableProperty property)
    {
        if (!_picked.TryGetValue((property.Property, property.Value), out var picked))
        {
            var step = new SelectorStep([property.ToFilter()], null, null);
            _picked[(property.Property, property.Value)] = picked = SpanSet.Of(trace.Count, new Selector([step]).Select(trace));
        }

        return picked;
    }
}

/// <summary>A step of stable filters.</summary>
/// <param name="Properties">What it filters by.</param>
/// <param name="Picked">The spans it picks.</param>
internal sealed record StableStep(ImmutableArray<StableProperty> Properties, SpanSet Picked)
{
    /// <summary>The step as selectors have it.</summary>
    public SelectorStep Step { get; } = new([.. Properties.Select(property => property.ToFilter())], null, null);

    /// <summary>The names of the properties: <c>type, service and name</c>.</summary>
    public string Labels => Properties switch
    {
        [] => "",
        [var only] => only.Label,
        [.. var others, var last] => $"{string.Join(", ", others.Select(property => property.Label))} and {last.Label}",
    };
}
