namespace Tracetest.Web.Components.Assertions;

/// <summary>A reason as people read it.</summary>
public static class ReasonText
{
    private const string ResolutionMark = "resolution error: ";

    /// <summary>The reason as a sentence, without the words by which clients of the API know its kind: here the mark shows it.</summary>
    public static string Sentence(string reason)
    {
        var text = reason.StartsWith(ResolutionMark, StringComparison.Ordinal) ? reason[ResolutionMark.Length..] : reason;
        return text.Length == 0 ? "" : $"{char.ToUpperInvariant(text[0])}{text[1..]}{(text[^1] is '.' or '?' ? "" : ".")}";
    }
}
