using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Tests;

/// <summary>Reads files of cases: <c>input => outcome</c>, one a line; a line that begins with # is a comment.</summary>
internal static class CaseFile
{
    private const string Arrow = " => ";

    public static IEnumerable<TheoryDataRow<string, string>> Read(string path) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, path))
            .Select(line => (Line: line, Arrow: line.LastIndexOf(Arrow, StringComparison.Ordinal)))
            .Where(found => found.Arrow >= 0 && !found.Line.StartsWith('#'))
            .Select(found => new TheoryDataRow<string, string>(
                found.Line[..found.Arrow], found.Line[(found.Arrow + Arrow.Length)..])
            { TestDisplayName = found.Line[..found.Arrow] });

    /// <summary>The outcome as the files write it: the canonical text, or every fault.</summary>
    public static string Outcome<T>(Parsed<T> parsed)
        where T : class => parsed.IsValid ? parsed.Value.ToString()! : $"! {string.Join(' ', parsed.Errors)}";
}
