using System.Collections.Immutable;

namespace Tracetest.Domain.Patterns;

/// <summary>A pattern, as read: a closed set.</summary>
internal abstract record PatternNode
{
    private PatternNode()
    {
    }

    /// <summary>Matches without taking a character.</summary>
    public static PatternNode Empty { get; } = new Sequence([]);

    /// <summary>One character of a set.</summary>
    public sealed record Character(RuneSet Set) : PatternNode;

    /// <summary>A condition on a place between two characters.</summary>
    public sealed record Assertion(PatternPlace Place) : PatternNode;

    /// <summary>One after the other.</summary>
    public sealed record Sequence(ImmutableArray<PatternNode> Parts) : PatternNode;

    /// <summary>One of several, the first that leads to a match.</summary>
    public sealed record Choice(ImmutableArray<PatternNode> Alternatives) : PatternNode;

    /// <summary>A numbered group, counting from 1.</summary>
    public sealed record Group(PatternNode Inner, int Number) : PatternNode;

    /// <summary>So many times, as often as possible or, lazily, as seldom as possible.</summary>
    /// <param name="Inner">What is repeated.</param>
    /// <param name="Minimum">At least.</param>
    /// <param name="Maximum">At most; <see langword="null"/> without end.</param>
    /// <param name="IsLazy">Whether fewer are tried first.</param>
    public sealed record Repeat(PatternNode Inner, int Minimum, int? Maximum, bool IsLazy) : PatternNode;
}

/// <summary>Places between two characters, or at an end of the text. Words are of ASCII letters, digits and <c>_</c>.</summary>
[Flags]
internal enum PatternPlace
{
    None = 0,
    TextStart = 1,
    TextEnd = 2,
    LineStart = 4,
    LineEnd = 8,
    WordBoundary = 16,
    NoWordBoundary = 32,
}
