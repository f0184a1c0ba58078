using System.Collections.Immutable;

namespace Tracetest.Domain.Expressions;

/// <summary>The smallest piece of an expression that has a value: a closed set.</summary>
public abstract record Term
{
    private Term()
    {
    }

    /// <summary>A number.</summary>
    /// <param name="Text">Digits, perhaps a point and digits, as written.</param>
    public sealed record Number(string Text) : Term
    {
        /// <inheritdoc/>
        public override string ToString() => Text;
    }

    /// <summary>A duration.</summary>
    /// <param name="Text">A number and one of <c>ns us ms s m h</c>, without the blank that may stand between.</param>
    public sealed record Duration(string Text) : Term
    {
        /// <inheritdoc/>
        public override string ToString() => Text;
    }

    /// <summary>An attribute of the span looked at.</summary>
    /// <param name="Name">Without <c>attr:</c>.</param>
    public sealed record Attribute(string Name) : Term
    {
        /// <inheritdoc/>
        public override string ToString() => $"attr:{Name}";
    }

    /// <summary>A variable.</summary>
    /// <param name="Name">Without its prefix.</param>
    /// <param name="Prefix"><c>env</c> or <c>var</c>, which mean the same.</param>
    public sealed record Variable(string Name, string Prefix) : Term
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Prefix}:{Name}";
    }

    /// <summary>A string.</summary>
    /// <param name="Quote"><c>"</c> or <c>'</c>.</param>
    /// <param name="Parts">In order; none for the empty string.</param>
    public sealed record String(char Quote, ImmutableArray<TextPart> Parts) : Term
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Quote}{string.Concat(Parts)}{Quote}";
    }

    /// <summary>A list.</summary>
    /// <param name="Items">In order.</param>
    public sealed record List(ImmutableArray<Term> Items) : Term
    {
        /// <inheritdoc/>
        public override string ToString() => $"[{string.Join(", ", Items)}]";
    }

    /// <summary>A function call.</summary>
    /// <param name="Name">Looked up when the expression is evaluated; unknown names can be read.</param>
    /// <param name="Arguments">In order.</param>
    public sealed record Call(string Name, ImmutableArray<Term> Arguments) : Term
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Name}({string.Join(", ", Arguments)})";
    }
}

/// <summary>A piece of a string: a closed set.</summary>
public abstract record TextPart
{
    private TextPart()
    {
    }

    /// <summary>Text that stands for itself.</summary>
    /// <param name="Content">As written, backslashes included.</param>
    public sealed record Literal(string Content) : TextPart
    {
        /// <inheritdoc/>
        public override string ToString() => Content;
    }

    /// <summary>An expression whose value takes its place.</summary>
    /// <param name="Expression">What stands between <c>${</c> and <c>}</c>.</param>
    public sealed record Hole(Expression Expression) : TextPart
    {
        /// <inheritdoc/>
        public override string ToString() => $"${{{Expression}}}";
    }
}
