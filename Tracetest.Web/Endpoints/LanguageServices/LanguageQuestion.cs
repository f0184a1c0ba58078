using System.Globalization;
using Tracetest.Domain.LanguageServices;
using Tracetest.Domain.Syntax;
using Tracetest.Web.Endpoints.Documents;
using Tracetest.Web.Endpoints.TestRuns;

namespace Tracetest.Web.Endpoints.LanguageServices;

/// <summary>A question about a text of the test language: <c>{kind, text, position, context}</c>.</summary>
/// <param name="Kind">What the text is written in.</param>
/// <param name="Text">The text, sound or not.</param>
/// <param name="Position">The cursor; 0 where none is asked for.</param>
/// <param name="About">The run it is about.</param>
internal sealed record LanguageQuestion(LanguageKind Kind, string Text, int Position, TraceQuestion About)
{
    private static readonly string[] Kinds = ["selector", "expression", "assertion", "text"];

    /// <summary>Reads a question; faults are noted in the document.</summary>
    public static LanguageQuestion Read(DocumentReader document, bool withPosition)
    {
        var text = ReadText(document);
        return new LanguageQuestion(
            ReadKind(document), text, withPosition ? ReadPosition(document, text.Length) : 0, TraceQuestion.Read(document));
    }

    private static LanguageKind ReadKind(DocumentReader document)
    {
        var kind = Array.IndexOf(Kinds, document.Text("kind"));
        if (kind < 0)
        {
            document.Fault("kind", $"is one of {string.Join(", ", Kinds.Select(known => $"`{known}`"))}");
        }

        return (LanguageKind)Math.Max(0, kind);
    }

    private static string ReadText(DocumentReader document)
    {
        var text = document.Text("text");
        if (document.Find("text") is null)
        {
            document.Fault("text", "is required, be it empty");
        }
        else if (text.Length > LanguageLimits.MaxLength)
        {
            document.Fault("text", $"has {text.Length} characters, at most {LanguageLimits.MaxLength} are read");
        }

        return text;
    }

    private static int ReadPosition(DocumentReader document, int end)
    {
        if (int.TryParse(document.Text("position"), NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position <= end)
        {
            return position;
        }

        document.Fault("position", $"is a number from 0 to {end}, the length of the text");
        return 0;
    }
}
