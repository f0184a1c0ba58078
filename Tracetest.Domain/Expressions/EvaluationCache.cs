using System.Collections.Immutable;
using Tracetest.Domain.Expressions.Filters;
using Tracetest.Domain.Expressions.Json;
using Tracetest.Domain.Patterns;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions;

/// <summary>What was computed from texts, so that it is computed once per distinct text. Not thread-safe; lives for one evaluation.</summary>
internal sealed class EvaluationCache
{
    /// <summary>More than the texts of ordinary traces, and little enough to hold; beyond it everything is forgotten.</summary>
    private const long MaxCharacters = 16_000_000;

    private const int MaxFilters = 1_000;

    private readonly Dictionary<(object Filter, string Text), Evaluated> _outcomes = [];
    private readonly Dictionary<(FilterCall Call, string Arguments), Filter> _filters = [];
    private readonly Dictionary<string, Parsed<Pattern>> _patterns = new(StringComparer.Ordinal);
    private readonly Dictionary<(Pattern Pattern, string Text), bool?> _matches = [];
    private long _characters;

    /// <summary>The JSON texts read so far.</summary>
    public JsonDocuments Documents { get; } = new();

    /// <summary>A pattern of the RE2 dialect, compiled.</summary>
    public Parsed<Pattern> Pattern(string text)
    {
        if (!_patterns.TryGetValue(text, out var pattern))
        {
            pattern = Patterns.Pattern.Parse(text);
            if (_patterns.Count == MaxFilters)
            {
                _patterns.Clear();
            }

            _patterns.Add(text, pattern);
        }

        return pattern;
    }

    /// <summary>Whether a pattern occurs in a text; <see langword="null"/> when it takes too much work to know.</summary>
    public bool? IsMatch(Pattern pattern, string text)
    {
        var key = (pattern, text);
        if (!_matches.TryGetValue(key, out var isMatch))
        {
            isMatch = pattern.TryMatch(text, out var found) ? found : null;
            MakeRoom(text.Length);
            _matches.Add(key, isMatch);
        }

        return isMatch;
    }

    /// <summary>A filter with arguments that had to be computed first.</summary>
    public Filter Prepare(FilterCall call, ImmutableArray<string> arguments, bool isAggregate)
    {
        var key = (call, string.Join('\0', arguments));
        if (!_filters.TryGetValue(key, out var filter))
        {
            filter = FilterCatalog.Prepare(call.Name, arguments, isAggregate);
            if (_filters.Count == MaxFilters)
            {
                _filters.Clear();
            }

            _filters.Add(key, filter);
        }

        return filter;
    }

    /// <summary>What a filter makes of a text.</summary>
    public Evaluated Apply(Filter filter, Value value)
    {
        var key = (filter, value.Text);
        if (!_outcomes.TryGetValue(key, out var outcome))
        {
            outcome = filter(value, Documents);
            MakeRoom(key.Text.Length);
            _outcomes.Add(key, outcome);
        }

        return outcome;
    }

    private void MakeRoom(int length)
    {
        _characters += length;
        if (_characters > MaxCharacters)
        {
            _outcomes.Clear();
            _matches.Clear();
            _characters = length;
        }
    }
}
