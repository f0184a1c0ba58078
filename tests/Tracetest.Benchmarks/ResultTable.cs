namespace Tracetest.Benchmarks;

/// <summary>Prints results as one aligned table that Markdown reads too.</summary>
internal static class ResultTable
{
    private static readonly string[] Heads = ["name", "ours", "floor / naive", "ratio (min-max)", "target", "verdict"];

    public static void Print(IEnumerable<BenchmarkResult> results)
    {
        string[][] rows = [Heads, .. results.Select(Cells)];
        var widths = Heads.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            Console.WriteLine("| " + string.Join(" | ", rows[i].Select((cell, column) => cell.PadRight(widths[column]))) + " |");
            if (i == 0)
            {
                Console.WriteLine("|" + string.Join("|", widths.Select(width => new string('-', width + 2))) + "|");
            }
        }
    }

    private static string[] Cells(BenchmarkResult result) =>
        [result.Name, result.Ours, result.Floor, result.Ratio.ToString(), result.Target?.ToString() ?? "", result.Verdict];
}
