using System.Text.RegularExpressions;

namespace Tracetest.Smoke;

/// <summary>An example test: its definition as the server shall get it, and how a run of it shall end.</summary>
/// <param name="Id">The test's id.</param>
/// <param name="Definition">YAML, with the environment put in for <c>${NAME}</c>.</param>
/// <param name="MustFail">Whether the file says <c># expect: failed</c>.</param>
internal sealed partial record ExampleTest(string Id, string Definition, bool MustFail)
{
    public static async Task<ExampleTest> ReadAsync(string file)
    {
        var text = await File.ReadAllTextAsync(file);
        var definition = Name().Replace(text, match => Environment.GetEnvironmentVariable(match.Groups[1].Value) ?? "");
        var id = Identifier().Match(definition) is { Success: true } found
            ? found.Groups[1].Value
            : throw new InvalidDataException($"{file} has no id.");
        return new ExampleTest(id, definition, Expectation().IsMatch(text));
    }

    [GeneratedRegex(@"\$\{([A-Za-z0-9_]+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    [GeneratedRegex(@"(?m)^  id: *([A-Za-z0-9_.-]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"(?m)^# expect: failed *$", RegexOptions.NonBacktracking)]
    private static partial Regex Expectation();
}
