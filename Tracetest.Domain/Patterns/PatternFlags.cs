namespace Tracetest.Domain.Patterns;

/// <summary>What <c>(?imsU)</c> switches.</summary>
[Flags]
internal enum PatternFlags
{
    None = 0,

    /// <summary><c>i</c>: letters match whatever their case.</summary>
    IgnoreCase = 1,

    /// <summary><c>m</c>: <c>^</c> and <c>$</c> are the ends of lines.</summary>
    Multiline = 2,

    /// <summary><c>s</c>: the dot matches the line feed too.</summary>
    DotAll = 4,

    /// <summary><c>U</c>: repetitions are lazy, and greedy with a <c>?</c>.</summary>
    Ungreedy = 8,
}
