using System.Globalization;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Selectors;

/// <summary>Which of the spans a step found: a closed set.</summary>
public abstract record PseudoClass
{
    private PseudoClass()
    {
    }

    /// <summary>The name as it is written.</summary>
    public abstract string Name { get; }

    /// <summary>The number in parentheses; <see langword="null"/> when the pseudo-class takes none.</summary>
    public virtual long? Argument => null;

    /// <summary>From the colon to the end.</summary>
    public TextRange Range { get; init; }

    /// <summary>The canonical text.</summary>
    public sealed override string ToString() =>
        Argument is { } argument ? string.Create(CultureInfo.InvariantCulture, $":{Name}({argument})") : $":{Name}";

    /// <summary>The first in document order.</summary>
    public sealed record First : PseudoClass
    {
        /// <inheritdoc/>
        public override string Name => "first";
    }

    /// <summary>The last in document order.</summary>
    public sealed record Last : PseudoClass
    {
        /// <inheritdoc/>
        public override string Name => "last";
    }

    /// <summary>One by number; none when there are fewer.</summary>
    /// <param name="Number">Counting from 1; 0 picks nothing.</param>
    public sealed record NthChild(long Number) : PseudoClass
    {
        /// <inheritdoc/>
        public override string Name => "nth_child";

        /// <inheritdoc/>
        public override long? Argument => Number;
    }
}
