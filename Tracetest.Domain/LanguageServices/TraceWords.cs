using System.Collections.Immutable;
using System.Globalization;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.LanguageServices;

/// <summary>The names and values a context knows, as they are shown to people.</summary>
internal sealed class TraceWords(LanguageContext context)
{
    private const int MaxShown = 60;
    private const int MaxEvents = 10_000;

    /// <summary>What every span has, trace or none.</summary>
    private static readonly ImmutableArray<string> AlwaysThere =
    [
        SemanticConventions.SpanName, SemanticConventions.SpanTypeKey, SemanticConventions.SpanDuration, SemanticConventions.ServiceName,
    ];

    private IReadOnlyDictionary<string, int>? _eventNames;

    /// <summary>The attributes an expression may name behind a prefix: those of the span looked at first, each part in ordinal order.</summary>
    public IEnumerable<NamedAttribute> Attributes(AttributeSource source)
    {
        if (source == AttributeSource.Event)
        {
            return EventAttributes();
        }

        var known = Attributes();
        return source == AttributeSource.Span && context.Selected is { IsDefault: false } selected
            ? known.Append(new NamedAttribute(SemanticConventions.SelectedSpansCount, $"{selected.Length}", "How many spans the selector picked."))
            : known;
    }

    /// <summary>The attributes of the trace: those of the span looked at first, each part in ordinal order.</summary>
    public IEnumerable<NamedAttribute> Attributes()
    {
        if (context.Trace is not { } trace)
        {
            return AlwaysThere.Select(name => new NamedAttribute(name, "", ""));
        }

        var span = context.Span;
        return trace.Vocabulary.Attributes
            .Select(use => (Use: use, Value: span?.TextOf(use.Name)))
            .OrderBy(each => each.Value is null)
            .Select(each => new NamedAttribute(each.Use.Name, Count(each.Use.SpanCount), Describe(each.Use, each.Value)));
    }

    /// <summary>The values seen of an attribute; none without a trace.</summary>
    /// <remarks>Cut and empty values are left out: to compare with them would mislead.</remarks>
    public IEnumerable<string> Values(string attribute)
    {
        var seen = context.Trace?.Vocabulary.Find(attribute)?.Values ?? [];
        var own = context.Span?.TextOf(attribute);
        return seen.Where(value => value.Length is > 0 and < TraceVocabulary.MaxValueLength - 1).OrderBy(value => value != own);
    }

    /// <summary>How many spans have an attribute; 0 without a trace.</summary>
    public int SpanCount(string attribute) => context.Trace?.Vocabulary.Find(attribute)?.SpanCount ?? 0;

    /// <summary>The variables in ordinal order of their names.</summary>
    public IEnumerable<KeyValuePair<string, string>> Variables() =>
        (context.Variables ?? ImmutableDictionary<string, string>.Empty).OrderBy(variable => variable.Key, StringComparer.Ordinal);

    /// <summary>The names of event attributes in the trace, or of the span looked at.</summary>
    public IReadOnlyDictionary<string, int> EventNames() => _eventNames ??= GatherEventNames();

    private SortedDictionary<string, int> GatherEventNames()
    {
        var names = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var each in Events().Take(MaxEvents))
        {
            foreach (var name in each.Attributes.Select(attribute => attribute.Key).Append("name").Distinct())
            {
                if (name.Length is > 0 and <= TraceVocabulary.MaxNameLength && (names.Count < TraceVocabulary.MaxNames || names.ContainsKey(name)))
                {
                    names[name] = names.GetValueOrDefault(name) + 1;
                }
            }
        }

        return names;
    }

    /// <summary>A text of bounded length on one line.</summary>
    public static string Shown(string text, int max = MaxShown)
    {
        var shown = text.Length <= max ? text : text[..(char.IsHighSurrogate(text[max - 2]) ? max - 2 : max - 1)] + "…";
        return shown.ReplaceLineEndings(" ");
    }

    /// <summary>A number of spans in words.</summary>
    public static string Count(int spans) => spans == 1 ? "1 span" : string.Create(CultureInfo.InvariantCulture, $"{spans} spans");

    private IEnumerable<NamedAttribute> EventAttributes() => EventNames().Select(name =>
        new NamedAttribute(name.Key, name.Value == 1 ? "1 event" : $"{name.Value} events", ""));

    private IEnumerable<SpanEvent> Events() =>
        context.Span is { } span ? span.Events : context.Trace?.Spans.SelectMany(each => each.Events) ?? [];

    private static string Describe(AttributeUse use, string? own)
    {
        var values = string.Join(", ", use.Values.Take(3).Select(value => $"`{Shown(value)}`"));
        return own is null ? $"Values seen: {values}." : $"On this span: `{Shown(own)}`. Values seen: {values}.";
    }
}

/// <summary>An attribute as completions show it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Detail">How often it is there.</param>
/// <param name="Documentation">What it holds.</param>
internal readonly record struct NamedAttribute(string Name, string Detail, string Documentation);
