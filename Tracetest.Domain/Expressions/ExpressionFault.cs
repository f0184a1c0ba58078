using System.Globalization;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions;

/// <summary>Why an expression has no value.</summary>
/// <param name="Kind">Which part of the language said so.</param>
/// <param name="Detail">For the user, without the words <see cref="Message"/> puts in front.</param>
/// <remarks>Source: spec language 12.</remarks>
public sealed record ExpressionFault(ExpressionFaultKind Kind, string Detail)
{
    /// <summary>Where in the text the fault arose; <see langword="null"/> when that is not known.</summary>
    public TextRange? Range { get; init; }

    /// <summary>The whole message, with the beginning clients know its kind by.</summary>
    public string Message => Kind switch
    {
        ExpressionFaultKind.Resolution => $"resolution error: {Detail}",
        ExpressionFaultKind.Evaluation when Range is { } range =>
            string.Create(CultureInfo.InvariantCulture, $"{Detail}, at column {range.Start + 1}"),
        _ => Detail,
    };

    /// <summary>The fault of a text that could not be read.</summary>
    public static ExpressionFault Syntax(string text, Diagnostic error) =>
        new(ExpressionFaultKind.Syntax, $"invalid syntax \"{text}\": {error}") { Range = error.Range };

    /// <summary>Of a name that stands for nothing.</summary>
    internal static ExpressionFault Resolution(string detail) => new(ExpressionFaultKind.Resolution, detail);

    /// <summary>Of a value that cannot be computed.</summary>
    internal static ExpressionFault Evaluation(string detail) => new(ExpressionFaultKind.Evaluation, detail);

    /// <summary>The fault with its place, if it has none yet.</summary>
    internal ExpressionFault At(TextRange range) => Range is null ? this with { Range = range } : this;
}

/// <summary>The kinds of fault of expressions.</summary>
public enum ExpressionFaultKind
{
    /// <summary>The text is not of the language.</summary>
    Syntax,

    /// <summary>A name could not be resolved: attribute, variable, function, filter, or no span was selected.</summary>
    Resolution,

    /// <summary>A value could not be computed.</summary>
    Evaluation,
}
