using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tracetest.Domain.Expressions.Json;
using Tracetest.Domain.Quantities;

namespace Tracetest.Domain.Expressions;

/// <summary>The value of an expression: nothing, one text, or a list of values.</summary>
/// <remarks>
/// Source: spec language 3.3; lists nest, which in the original they do not. Immutable, thread-safe. <see langword="default"/> is
/// nothing. A structure, because an assertion makes two of them for every span it looks at.
/// </remarks>
public readonly record struct Value
{
    private readonly object? _content;
    private readonly ValueKind _kind;
    private readonly bool _isKindKnown;

    private Value(object content, ValueKind kind, bool isKindKnown) => (_content, _kind, _isKindKnown) = (content, kind, isKindKnown);

    /// <summary>The value that is not there.</summary>
    public static Value None => default;

    /// <summary>What the value is.</summary>
    /// <remarks>Of a text it is found out when asked for: telling JSON from text means reading all of it.</remarks>
    public ValueKind Kind => _content switch
    {
        null => ValueKind.Nil,
        string text when !_isKindKnown => ValueKinds.Of(text),
        _ => _kind,
    };

    /// <summary>
    /// The text of the value: nothing is empty; a list is its items between brackets, joined by <c>, </c>, strings in double quotes
    /// without escaping.
    /// </summary>
    public string Text => _content switch
    {
        null => "",
        string text => text,
        _ => $"[{string.Join(", ", Items.Select(item => item.Kind == ValueKind.String ? $"\"{item.Text}\"" : item.Text))}]",
    };

    /// <summary>Whether there is no value.</summary>
    public bool IsNil => _content is null;

    /// <summary>Whether the value is one text.</summary>
    public bool IsSingle => _content is string;

    /// <summary>Whether the value is a list; a text in brackets is none.</summary>
    public bool IsList => _content is Value[];

    /// <summary>The items of a list, in order, which may be lists; none of anything else.</summary>
    public ImmutableArray<Value> Items => _content is Value[] items ? ImmutableCollectionsMarshal.AsImmutableArray(items) : [];

    /// <summary>The first item of a list; of anything else the value itself.</summary>
    public Value First => _content is Value[] items ? items.Length == 0 ? None : items[0].First : this;

    /// <summary>The text as comparators and filter arguments see it: without the backslash before a quote.</summary>
    public string UnescapedText
    {
        get
        {
            var text = Text;
            return text.Contains('\\', StringComparison.Ordinal)
                ? text.Replace("\\'", "'", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal)
                : text;
        }
    }

    /// <summary>The kind, found out with JSON that may have been read before.</summary>
    internal ValueKind KindBy(JsonDocuments documents) =>
        _content is string text && !_isKindKnown ? ValueKinds.Of(text, documents) : Kind;

    /// <summary>Whether the kind is <see cref="ValueKind.Duration"/>; cheaper than asking for the kind.</summary>
    internal bool IsDuration => _content is string text && (_isKindKnown ? _kind == ValueKind.Duration : Durations.IsDuration(text));

    /// <summary>Whether the kind is <see cref="ValueKind.Number"/>; cheaper than asking for the kind.</summary>
    internal bool IsNumber => _content is string text && (_isKindKnown ? _kind == ValueKind.Number : ValueKinds.IsNumber(text));

    /// <summary>A text whose kind follows from the text.</summary>
    public static Value Of(string text) => new(text, default, isKindKnown: false);

    /// <summary>A text of a known kind.</summary>
    public static Value Of(string text, ValueKind kind) => new(text, kind, isKindKnown: true);

    /// <summary>A list.</summary>
    public static Value Of(ImmutableArray<Value> items) =>
        new(ImmutableCollectionsMarshal.AsArray(items) ?? [], ValueKind.Array, isKindKnown: true);

    /// <summary>What a filter with several hits gives: one hit is a single value, none or several are a list.</summary>
    internal static Value OfHits(IReadOnlyList<string> texts) =>
        texts is [var only] ? Of(only) : Of([.. texts.Select(Of)]);

    /// <summary>The same value with its kind found out, for a value that is asked often.</summary>
    internal Value WithKnownKind() => _content is string text && !_isKindKnown ? Of(text, Kind) : this;

    /// <summary>The same as <see cref="Text"/>.</summary>
    public override string ToString() => Text;
}
