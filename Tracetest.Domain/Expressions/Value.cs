using System.Collections.Immutable;
using Tracetest.Domain.Quantities;

namespace Tracetest.Domain.Expressions;

/// <summary>The value of an expression: a closed set.</summary>
/// <remarks>Source: spec language 3.3; lists nest, which in the original they do not. Immutable, thread-safe.</remarks>
public abstract class Value
{
    private Value()
    {
    }

    /// <summary>The value that is not there.</summary>
    public static Value None { get; } = new Nil();

    /// <summary>What the value is.</summary>
    public abstract ValueKind Kind { get; }

    /// <summary>
    /// The text of the value: nothing is empty; a list is its items between brackets, joined by <c>, </c>, strings in double quotes
    /// without escaping.
    /// </summary>
    public abstract string Text { get; }

    /// <summary>The first item of a list; of anything else the value itself.</summary>
    public virtual Value First => this;

    /// <summary>The text as comparators and filter arguments see it: without the backslash before a quote.</summary>
    public string UnescapedText => Text.Contains('\\', StringComparison.Ordinal)
        ? Text.Replace("\\'", "'", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal)
        : Text;

    /// <summary>Whether the kind is <see cref="ValueKind.Duration"/>; cheaper than asking for the kind.</summary>
    internal virtual bool IsDuration => false;

    /// <summary>A text whose kind follows from the text.</summary>
    public static Value Of(string text) => new Single(text, null);

    /// <summary>A text of a known kind.</summary>
    public static Value Of(string text, ValueKind kind) => new Single(text, kind);

    /// <summary>A list.</summary>
    public static Value Of(ImmutableArray<Value> items) => new List(items);

    /// <summary>What a filter with several hits gives: one hit is a single value, none or several are a list.</summary>
    internal static Value OfHits(IReadOnlyList<string> texts) =>
        texts is [var only] ? Of(only) : Of([.. texts.Select(Of)]);

    /// <summary>The same as <see cref="Text"/>.</summary>
    public sealed override string ToString() => Text;

    /// <summary>Nothing.</summary>
    public sealed class Nil : Value
    {
        internal Nil()
        {
        }

        /// <inheritdoc/>
        public override ValueKind Kind => ValueKind.Nil;

        /// <inheritdoc/>
        public override string Text => "";
    }

    /// <summary>One text.</summary>
    public sealed class Single : Value
    {
        private ValueKind? _kind;

        internal Single(string text, ValueKind? kind)
        {
            Text = text;
            _kind = kind;
        }

        /// <inheritdoc/>
        /// <remarks>Found out when first asked for: telling JSON from text means reading all of it.</remarks>
        public override ValueKind Kind => _kind ??= ValueKinds.Of(Text);

        /// <inheritdoc/>
        public override string Text { get; }

        internal override bool IsDuration => _kind is { } kind ? kind == ValueKind.Duration : Durations.IsDuration(Text);
    }

    /// <summary>A list.</summary>
    public sealed class List : Value
    {
        internal List(ImmutableArray<Value> items) => Items = items;

        /// <summary>The items, in order; may be lists.</summary>
        public ImmutableArray<Value> Items { get; }

        /// <inheritdoc/>
        public override ValueKind Kind => ValueKind.Array;

        /// <inheritdoc/>
        public override Value First => Items.IsEmpty ? None : Items[0].First;

        /// <inheritdoc/>
        public override string Text =>
            $"[{string.Join(", ", Items.Select(item => item.Kind == ValueKind.String ? $"\"{item.Text}\"" : item.Text))}]";
    }
}
