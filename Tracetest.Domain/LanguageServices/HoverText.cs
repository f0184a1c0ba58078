using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.LanguageServices;

/// <summary>What stands at a place of a text, explained.</summary>
/// <param name="Range">Where it stands.</param>
/// <param name="Title">What it is, e.g. <c>attr:http.status_code</c>.</param>
/// <param name="Explanation">A few sentences of plain text.</param>
/// <param name="Type">The kind of its value: nil, string, number, duration, json or array; empty when there is none.</param>
/// <param name="Value">Its value in the context, at most <see cref="MaxValueLength"/> characters; empty when there is none.</param>
public sealed record HoverText(TextRange Range, string Title, string Explanation, string Type = "", string Value = "")
{
    /// <summary>Most characters of a value; longer ones are cut and end in <c>…</c>.</summary>
    public const int MaxValueLength = 300;
}
