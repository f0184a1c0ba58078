using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Tracetest.Benchmarks;

/// <summary>Describes where the figures were had: without that they say little.</summary>
internal static class Machine
{
    private const double Gibi = 1L << 30;

    public static async Task<string> DescribeAsync(CancellationToken cancellationToken)
    {
        var cpu = await ValueAsync("/proc/cpuinfo", "model name", cancellationToken);
        var load = (await File.ReadAllTextAsync("/proc/loadavg", cancellationToken)).Split(' ')[0];
        var postgres = await PostgresAsync(cancellationToken);
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Gibi;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"machine: {Environment.ProcessorCount} x {cpu}, {memory:0} GiB, load average {load} before the start; "
            + $"{postgres}, fsync on; {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}");
    }

    private static async Task<string> ValueAsync(string file, string name, CancellationToken cancellationToken)
    {
        var lines = await File.ReadAllLinesAsync(file, cancellationToken);
        return lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown CPU";
    }

    private static async Task<string> PostgresAsync(CancellationToken cancellationToken)
    {
        var binary = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(folder => Path.Combine(folder, "bin", "postgres")).LastOrDefault()
            : null;
        using var process = Process.Start(new ProcessStartInfo(binary ?? "postgres", "--version") { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return text.Trim();
    }
}
