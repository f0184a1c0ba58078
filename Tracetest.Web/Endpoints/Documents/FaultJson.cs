using System.Globalization;
using System.Text.Json.Nodes;

namespace Tracetest.Web.Endpoints.Documents;

/// <summary>Faults as the API tells them: one text for people, and a list for programs.</summary>
/// <remarks><c>{code, error, errorCount, errors: [{path, line, column, index, length, found, expected, hint, message}]}</c>; what does
/// not apply is left out.</remarks>
internal static class FaultJson
{
    /// <summary>How many are told; all are counted.</summary>
    private const int MaxFaults = 100;

    private const int MaxMessageLength = 500;

    public static JsonObject Of(string title, IReadOnlyCollection<DocumentFault> faults, DocumentSource? source)
    {
        var told = source?.Locate(faults, MaxFaults) ?? [.. faults.Take(MaxFaults)];
        var rest = faults.Count - told.Length;
        IEnumerable<string> lines = told.Select(fault => Shortened(fault.ToString()));
        var error = title + string.Join('\n', rest > 0 ? lines.Append($"and {rest} more") : lines);
        return Answer(error, told.Select(Write), faults.Count);
    }

    public static JsonObject Of(DocumentRead.Refused refused)
    {
        var fault = new DocumentFault("", refused.Reason) { At = refused.At };
        var answer = Answer(refused.Reason, refused.At is null ? [] : [Write(fault)], 1);
        answer["code"] = refused.Status;
        return answer;
    }

    private static JsonObject Answer(string error, IEnumerable<JsonObject> errors, int count) => new()
    {
        ["code"] = StatusCodes.Status400BadRequest,
        ["error"] = error,
        ["errorCount"] = count,
        ["errors"] = new JsonArray([.. errors]),
    };

    /// <summary><c>line</c> and <c>column</c> are those of the document; without one, <c>column</c> is that of the field's text.</summary>
    private static JsonObject Write(DocumentFault fault)
    {
        var written = new JsonObject();
        if (fault.Path.Length > 0)
        {
            written["path"] = fault.Path;
        }

        if (fault.At is { } at)
        {
            (written["line"], written["column"]) = (at.Line, at.Column);
        }

        if (fault.Diagnostic is { } diagnostic)
        {
            written["column"] ??= diagnostic.Column;
            (written["index"], written["length"]) = (diagnostic.Range.Start, diagnostic.Range.Length);
            (written["found"], written["expected"]) = (Shortened(diagnostic.Found), Shortened(diagnostic.Expected));
            written["hint"] = Shortened(diagnostic.Hint);
        }

        written["message"] = Shortened(fault.Message);
        return written;
    }

    private static string Shortened(string text) =>
        text.Length <= MaxMessageLength ? text : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, MaxMessageLength)}…");
}
