using System.Collections.Immutable;
using System.Text;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions;

/// <summary>The smallest piece of an expression that has a value: a closed set.</summary>
public abstract record Term
{
    private Term()
    {
    }

    /// <summary>Where the term stands in the text it was read from.</summary>
    public TextRange Range { get; init; }

    /// <summary>A number.</summary>
    /// <param name="Text">Perhaps a minus, digits, perhaps a point and digits, as written.</param>
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

    /// <summary>A truth value, which is the text <c>true</c> or <c>false</c>.</summary>
    /// <param name="IsTrue">Which of the two.</param>
    public sealed record Truth(bool IsTrue) : Term
    {
        /// <inheritdoc/>
        public override string ToString() => IsTrue ? "true" : "false";
    }

    /// <summary>An attribute.</summary>
    /// <param name="Source">Whose attribute.</param>
    /// <param name="Name">Without prefix and quotes.</param>
    /// <param name="Quote"><c>"</c> or <c>'</c> for a quoted name; <see langword="null"/> for a bare one.</param>
    public sealed record Attribute(AttributeSource Source, string Name, char? Quote = null) : Term
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Source.ToPrefix()}:{(Quote is { } quote ? Quoted(quote) : Name)}";

        private string Quoted(char quote)
        {
            var text = new StringBuilder().Append(quote);
            foreach (var c in Name)
            {
                text.Append(c == '\\' || c == quote ? "\\" : "").Append(c);
            }

            return text.Append(quote).ToString();
        }
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
        /// <summary>The text when nothing in it is computed, backslashes included; else <see langword="null"/>.</summary>
        public string? Constant => Parts.All(part => part is TextPart.Literal) ? string.Concat(Parts) : null;

        /// <inheritdoc/>
        public override string ToString() => $"{Quote}{string.Concat(Parts)}{Quote}";
    }

    /// <summary>A list.</summary>
    /// <param name="Items">In order.</param>
    public sealed record List(ImmutableArray<Expression> Items) : Term
    {
        /// <inheritdoc/>
        public override string ToString() => $"[{string.Join(", ", Items)}]";
    }

    /// <summary>A function call.</summary>
    /// <param name="Name">Looked up when the expression is compiled; unknown names can be read.</param>
    /// <param name="Arguments">In order.</param>
    public sealed record Call(string Name, ImmutableArray<Expression> Arguments) : Term
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Name}({string.Join(", ", Arguments)})";
    }

    /// <summary>An expression in parentheses.</summary>
    /// <param name="Inner">What stands between them.</param>
    public sealed record Group(Expression Inner) : Term
    {
        /// <inheritdoc/>
        public override string ToString() => $"({Inner})";
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
