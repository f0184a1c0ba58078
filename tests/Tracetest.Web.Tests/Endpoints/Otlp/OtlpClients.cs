using System.Diagnostics;

namespace Tracetest.Web.Tests.Endpoints.Otlp;

/// <summary>The exporters of OpenTelemetry for JavaScript, installed from their lock file and run by node.</summary>
public sealed class OtlpClients : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "OtlpClients");

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json")))
        {
            await RunAsync("npm", CancellationToken.None, "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Sends a trace of 101 spans and returns its id.</summary>
    public static Task<string> SendAsync(string protocol, Uri url, string compression, CancellationToken cancellationToken) =>
        RunAsync("node", cancellationToken, "send.js", protocol, url.ToString(), compression);

    private static async Task<string> RunAsync(string program, CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} failed: {await errors}");
        return (await output).Trim();
    }
}
