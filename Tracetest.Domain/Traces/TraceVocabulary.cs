using System.Collections.Immutable;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Traces;

/// <summary>The attribute names the spans of a trace have: what hints and completions are made of.</summary>
/// <remarks>
/// Names are those the test language sees (<see cref="SpanText"/>): the spans' own, those every span is given, and those of scope and
/// resource. Bounded, since traces come from outside: the first 5,000 names in document order, none beyond 200 characters.
/// Immutable, thread-safe.
/// </remarks>
public sealed class TraceVocabulary
{
    /// <summary>Most names kept.</summary>
    public const int MaxNames = 5_000;

    /// <summary>Longest name kept, in UTF-16 units.</summary>
    public const int MaxNameLength = 200;

    /// <summary>Most values kept of one name.</summary>
    public const int MaxValues = 20;

    /// <summary>Longest value kept whole, in UTF-16 units; longer ones are cut there.</summary>
    public const int MaxValueLength = 100;

    private const int MaxNearest = 3;
    private const int ShortestPart = 4;

    private readonly Dictionary<string, AttributeUse> _uses;

    private TraceVocabulary(Dictionary<string, AttributeUse> uses)
    {
        _uses = uses;
        Attributes = [.. uses.Values.OrderBy(use => use.Name, StringComparer.Ordinal)];
    }

    /// <summary>Every name, in ordinal order.</summary>
    public ImmutableArray<AttributeUse> Attributes { get; }

    /// <summary>What is known of one name; <see langword="null"/> when no span has it.</summary>
    public AttributeUse? Find(string name) => _uses.GetValueOrDefault(name);

    /// <summary>The names somebody may have meant by one that no span has.</summary>
    /// <returns>
    /// At most three: first those that differ by few letters, the nearest first; then those that hold the name or begin nearly like it, as
    /// <c>http.status_code</c> does of <c>http.staus</c>, in ordinal order. None when nothing is near.
    /// </returns>
    public ImmutableArray<AttributeUse> Nearest(string name) =>
    [
        .. Spelling.Nearest(name, Attributes.Select(use => use.Name))
            .Concat(Attributes.Select(use => use.Name).Where(known => IsExtendedBy(name, known)))
            .Distinct()
            .Take(MaxNearest)
            .Select(near => _uses[near]),
    ];

    /// <summary>Gathers the names of a trace, in time linear in its attributes.</summary>
    internal static TraceVocabulary Of(Trace trace)
    {
        var names = new Dictionary<string, NameCount>();
        for (var position = 0; position < trace.Count; position++)
        {
            AddSpan(names, trace.Spans[position], position);
        }

        return new TraceVocabulary(names.ToDictionary(name => name.Key, name => name.Value.ToUse(name.Key)));
    }

    private static bool IsExtendedBy(string name, string known) =>
        name.Length >= ShortestPart && known.Length > name.Length
        && (known.Contains(name, StringComparison.OrdinalIgnoreCase) || !Spelling.Nearest(name, [known[..name.Length]]).IsEmpty);

    private static void AddSpan(Dictionary<string, NameCount> names, Span span, int position)
    {
        AddAll(names, span.Attributes, position);
        foreach (var name in SpanText.SynthesisedNames)
        {
            if (SpanText.Synthesised(span, name) is { } value)
            {
                Add(names, name, value, position);
            }
        }

        AddAll(names, span.Scope.Attributes, position);
        AddAll(names, span.Resource.Attributes, position);
    }

    /// <summary>From the back, because of a repeated key the last counts.</summary>
    private static void AddAll(Dictionary<string, NameCount> names, ImmutableArray<TraceAttribute> attributes, int position)
    {
        for (var i = attributes.Length - 1; i >= 0; i--)
        {
            Add(names, attributes[i].Key, attributes[i].Value, position);
        }
    }

    private static void Add(Dictionary<string, NameCount> names, string name, AttributeValue value, int position)
    {
        if (!names.TryGetValue(name, out var count))
        {
            if (names.Count == MaxNames || name.Length is 0 or > MaxNameLength)
            {
                return;
            }

            names[name] = count = new NameCount();
        }

        count.Add(value, position);
    }

    private sealed class NameCount
    {
        private readonly List<string> _values = [];
        private int _spanCount;
        private int _lastPosition = -1;
        private AttributeValue _lastValue;

        public void Add(AttributeValue value, int position)
        {
            if (position == _lastPosition)
            {
                return;
            }

            var isNew = _lastPosition < 0 || value != _lastValue;
            (_lastPosition, _lastValue) = (position, value);
            _spanCount++;
            if (isNew && _values.Count < MaxValues)
            {
                AddText(value.ToText());
            }
        }

        public AttributeUse ToUse(string name) => new(name, _spanCount, [.. _values]);

        private void AddText(string text)
        {
            var value = text.Length > MaxValueLength ? text[..WholeLength(text)] : text;
            if (!_values.Contains(value))
            {
                _values.Add(value);
            }
        }

        private static int WholeLength(string text) => char.IsHighSurrogate(text[MaxValueLength - 1]) ? MaxValueLength - 1 : MaxValueLength;
    }
}

/// <summary>One attribute name in a trace.</summary>
/// <param name="Name">As sent.</param>
/// <param name="SpanCount">How many spans have it; at least 1.</param>
/// <param name="Values">Distinct values as the test language sees them, at most <see cref="TraceVocabulary.MaxValues"/>, in document order.</param>
public sealed record AttributeUse(string Name, int SpanCount, ImmutableArray<string> Values);
