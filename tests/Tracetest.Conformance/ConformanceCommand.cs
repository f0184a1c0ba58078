using System.Globalization;

namespace Tracetest.Conformance;

/// <summary>The command: runs every vector of a folder and tells what came of it.</summary>
internal static class ConformanceCommand
{
    /// <summary>Runs the vectors and writes a block for each failure and, as the last line, how many passed and failed.</summary>
    /// <returns>The exit code: 0 when at least one vector was run and none failed.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output)
    {
        var results = arguments is [var folder] ? RunFolder(folder) : [WrongArguments(arguments.Count)];
        var (passed, failed) = (0, 0);
        foreach (var result in results)
        {
            if (result.Outcome is Outcome.Failed failure)
            {
                failed++;
                Write(output, result, failure);
            }
            else
            {
                passed++;
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed"));
        return failed == 0 && passed > 0 ? 0 : 1;
    }

    private static VectorResult WrongArguments(int count) =>
        new("arguments", "", new Outcome.Failed("one argument: the folder of the vectors", $"{count} arguments"));

    private static IEnumerable<VectorResult> RunFolder(string folder) => VectorFolder.Read(folder).Select(entry => entry switch
    {
        VectorEntry.Readable(var vector) =>
            new VectorResult(vector.Id, vector.File, VectorRunner.Run(vector)) { About = vector.Description, Input = vector.InputText },
        VectorEntry.Unreadable unreadable => new VectorResult(unreadable.Id, unreadable.File, unreadable.Failure),
        _ => throw new InvalidOperationException($"Unknown entry {entry.GetType()}."),
    });

    private static void Write(TextWriter output, VectorResult result, Outcome.Failed failure)
    {
        output.WriteLine($"FAILED {result.Id}");
        WriteLine(output, "file", result.File);
        WriteLine(output, "about", result.About);
        WriteLine(output, "input", result.Input);
        WriteLine(output, "why", failure.Why);
        WriteLine(output, "expected", failure.Expected);
        WriteLine(output, "actual", failure.Actual);
        output.WriteLine();
    }

    private static void WriteLine(TextWriter output, string title, string text)
    {
        if (text.Length > 0)
        {
            output.WriteLine($"  {title,-9} {text.ReplaceLineEndings("\n            ")}");
        }
    }

    private sealed record VectorResult(string Id, string File, Outcome Outcome)
    {
        public string About { get; init; } = "";

        public string Input { get; init; } = "";
    }
}
