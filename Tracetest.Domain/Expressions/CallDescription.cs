using System.Collections.Immutable;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions;

/// <summary>A filter or a function, described for those who write tests.</summary>
/// <param name="Name">As it is written; letters' case matters.</param>
/// <param name="Parameters">The names of its arguments, in order; in brackets what may be left out.</param>
/// <param name="Summary">What it gives, in a line without a full stop.</param>
/// <param name="Example">An expression with it.</param>
/// <param name="Returns">The kind of its value, in words.</param>
public sealed record CallDescription(string Name, ImmutableArray<string> Parameters, string Summary, string Example, string Returns)
{
    /// <summary>How many arguments it needs.</summary>
    public int MinimumCount => Parameters.Count(parameter => !parameter.StartsWith('['));

    /// <summary>How many arguments it takes.</summary>
    public int MaximumCount => Parameters.Length;

    /// <summary>What is wrong with the number of arguments; <see langword="null"/> for nothing.</summary>
    /// <param name="count">How many there are.</param>
    internal CallFault? CheckCount(int count)
    {
        if (count >= MinimumCount && count <= MaximumCount)
        {
            return null;
        }

        var expected = MinimumCount == MaximumCount ? Counted(MaximumCount)
            : count < MinimumCount ? $"at least {Counted(MinimumCount)}"
            : $"at most {Counted(MaximumCount)}";
        var hint = Parameters.IsEmpty ? $"`{Name}` takes none" : $"`{Name}` takes {string.Join(" and ", Parameters.Select(name => $"`{name}`"))}";
        var range = new TextRange(0, count > MaximumCount ? 0 : Name.Length);
        return new CallFault(count > MaximumCount ? MaximumCount : null, new Diagnostic(range, Counted(count), expected, hint));
    }

    private static string Counted(int count) => count switch
    {
        0 => "no argument",
        1 => "1 argument",
        _ => $"{count} arguments",
    };
}

/// <summary>What is wrong with the call of a filter or a function, as far as its text tells.</summary>
/// <param name="Argument">Zero-based number of the argument meant; <see langword="null"/> for the name.</param>
/// <param name="Diagnostic">The fault; its range lies in that argument's value, or in the name, and is empty where all of it is meant.</param>
public sealed record CallFault(int? Argument, Diagnostic Diagnostic);
