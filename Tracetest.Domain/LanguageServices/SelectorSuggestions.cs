using System.Collections.Immutable;
using System.Globalization;
using Tracetest.Domain.Selectors;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.LanguageServices;

/// <summary>Suggests selectors for a span somebody points at.</summary>
/// <remarks>
/// They filter by what is the same in every run (type, service, name, route, method, …), never by ids, times, amounts or URLs. Takes time
/// linear in the trace, with a bounded number of looks at it. Stateless, thread-safe; the same trace gives the same suggestions.
/// </remarks>
public sealed class SelectorSuggestions
{
    /// <summary>How far up the ancestors one is looked for below which the span can be told.</summary>
    private const int MaxAncestors = 3;

    private const int MaxLabelName = 60;

    private readonly Trace _trace;
    private readonly int _position;
    private readonly StableSteps _steps;
    private readonly ImmutableArray<StableProperty> _properties;
    private readonly List<SuggestedSelector> _suggestions = [];

    private SelectorSuggestions(Trace trace, int position)
    {
        (_trace, _position, _steps) = (trace, position, new StableSteps(trace));
        _properties = StableProperties.Of(trace.Spans[position]);
    }

    /// <summary>Selectors that pick a span.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="position">The span's position in it.</param>
    /// <returns>
    /// First those that pick the span alone, at least one, the shortest first; then those that pick it with others: by name, of its type,
    /// of its service, and all below its parent.
    /// </returns>
    public static ImmutableArray<SuggestedSelector> For(Trace trace, int position)
    {
        var suggestions = new SelectorSuggestions(trace, position);
        suggestions.AddAlone();
        suggestions.AddGroups();
        return [.. suggestions._suggestions];
    }

    private void AddAlone()
    {
        if (_steps.Unique(_properties) is { } unique)
        {
            Add(unique.Step, $"This span, by {unique.Labels}", 1);
        }

        // Longer, but other traces are less likely to have a second span like it.
        if (TypeServiceAndName() is { Picked.Count: 1 } usual)
        {
            Add(usual.Step, $"This span, by {usual.Labels}", 1);
        }

        if (_suggestions.Count == 0)
        {
            AddBelowAncestor();
        }

        if (_suggestions.Count == 0)
        {
            AddNumbered();
        }
    }

    private StableStep TypeServiceAndName() => _steps.StepOf(
        [.. _properties.Where(property => property.Property is SemanticConventions.SpanTypeKey or SemanticConventions.ServiceName or "name")]);

    /// <summary>By an ancestor that can be told from all others, if the span is the only one of its kind below it.</summary>
    private void AddBelowAncestor()
    {
        var ancestor = _trace.ParentOf(_position);
        for (var i = 0; i < MaxAncestors && ancestor >= 0; i++, ancestor = _trace.ParentOf(ancestor))
        {
            if (_steps.Unique(StableProperties.Of(_trace.Spans[ancestor])) is not { } above)
            {
                continue;
            }

            var relation = i == 0 ? StepRelation.Child : StepRelation.Descendant;
            var path = above.Step with { Child = _steps.StepOf(_properties).Step with { Relation = relation } };
            if (new Selector([path]).Select(_trace) is [var only] && only == _position)
            {
                Add(path, $"This span, below {NameOf(ancestor)}", 1);
                return;
            }
        }
    }

    /// <summary>By its number among those like it, which always tells it from them.</summary>
    private void AddNumbered()
    {
        var group = _steps.StepOf(_properties);
        var number = group.Picked.CountBefore(_position) + 1;
        Add(
            group.Step with { PseudoClass = new PseudoClass.NthChild(number) },
            string.Create(CultureInfo.InvariantCulture, $"This span, number {number} of {group.Picked.Count} like it"),
            1);
    }

    private void AddGroups()
    {
        AddGroup("name", name => $"All spans named {name}");
        AddGroup(SemanticConventions.SpanTypeKey, type => $"All {type} spans");
        AddGroup(SemanticConventions.ServiceName, service => $"All spans of {service}");
        var parent = _trace.ParentOf(_position);
        if (parent >= 0 && _steps.Unique(StableProperties.Of(_trace.Spans[parent])) is { } above)
        {
            var everything = new SelectorStep([], null, null);
            Add(above.Step with { Child = everything with { Relation = StepRelation.Child } }, $"All children of {NameOf(parent)}", _trace.ChildrenOf(parent).Count());
            Add(above.Step with { Child = everything }, $"All spans below {NameOf(parent)}", _trace.SubtreeEnd(parent) - parent - 1);
        }
    }

    private void AddGroup(string name, Func<string, string> label)
    {
        foreach (var property in _properties.Where(property => property.Property == name))
        {
            var group = _steps.StepOf([property]);
            Add(group.Step, label(Cut(property.Value)), group.Picked.Count);
        }
    }

    private void Add(SelectorStep path, string label, int count)
    {
        var text = path.ToString();
        if (!_suggestions.Exists(known => known.Text == text))
        {
            _suggestions.Add(new SuggestedSelector(text, label, count));
        }
    }

    private string NameOf(int position) => Cut(_trace.Spans[position].Name);

    private static string Cut(string text) => text.Length <= MaxLabelName ? text : string.Concat(text.AsSpan(0, MaxLabelName - 1), "…");
}
