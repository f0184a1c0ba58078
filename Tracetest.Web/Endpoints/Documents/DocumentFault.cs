using Tracetest.Domain.Syntax;

namespace Tracetest.Web.Endpoints.Documents;

/// <summary>One thing wrong with what a caller sent.</summary>
/// <param name="Path">The field, e.g. <c>spec.specs[0].selector</c>; empty for the whole.</param>
/// <param name="Message">What is wrong with it, for the user.</param>
internal sealed record DocumentFault(string Path, string Message)
{
    /// <summary>What is wrong with the field's text and where in it; <see langword="null"/> when the field as such is wrong.</summary>
    public Diagnostic? Diagnostic { get; init; }

    /// <summary>Where it stands in the document; <see langword="null"/> while nobody has looked, or where there is no document.</summary>
    public SourcePosition? At { get; init; }

    /// <summary>A fault of a field's text.</summary>
    public static DocumentFault Of(string path, Diagnostic diagnostic) => new(path, diagnostic.Message) { Diagnostic = diagnostic };

    /// <summary>Position, path and message on one line.</summary>
    public override string ToString() => (At, Diagnostic) switch
    {
        ({ } at, _) => $"line {at.Line}, column {at.Column}: {Sentence}",
        (null, { } diagnostic) => $"column {diagnostic.Column}: {Sentence}",
        _ => Sentence,
    };

    private string Sentence => Path.Length == 0 ? Message : $"{Path}: {Message}";
}

/// <summary>A place in a text as people count: lines and columns from 1, columns in UTF-16 units as the language counts them.</summary>
internal readonly record struct SourcePosition(int Line, int Column);
