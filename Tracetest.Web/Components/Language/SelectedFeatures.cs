using Tracetest.Domain.Selectors;

namespace Tracetest.Web.Components.Language;

/// <summary>The language's services for texts that are read off the spans a selector picks; made anew only when it picks others.</summary>
public sealed class SelectedFeatures
{
    private (EditorFeatures? Features, string? Selector) _seen;
    private EditorFeatures _current = EditorFeatures.Plain;

    /// <summary>The services; those given when the selector cannot be read or nothing is there to pick from.</summary>
    public EditorFeatures Of(EditorFeatures features, string selector)
    {
        if (_seen == (features, selector))
        {
            return _current;
        }

        var isSameTrace = ReferenceEquals(_seen.Features, features);
        _seen = (features, selector);
        if (features.Context.Trace is not { } trace || Selector.Parse(selector) is not { IsValid: true } parsed)
        {
            return _current = features;
        }

        var picked = parsed.Value.Select(trace);
        return isSameTrace && _current.Context.Selected is { } before && before.SequenceEqual(picked)
            ? _current
            : _current = new EditorFeatures(features.Context with { Selected = picked });
    }
}
