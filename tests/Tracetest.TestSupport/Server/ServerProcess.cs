using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Npgsql;

namespace Tracetest.TestSupport.Server;

/// <summary>The built server as a process of its own, on free ports, as its users have it.</summary>
/// <remarks>
/// Its folder holds the configuration and the private database. A kill leaves the database running, as a real one would; the
/// next start takes it over, and disposal ends it.
/// </remarks>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);

    private readonly ServerSetup _setup;
    private readonly List<string> _log = [];
    private Process? _process;

    private ServerProcess(ServerSetup setup) => _setup = setup;

    /// <summary>Where configuration and data lie.</summary>
    public string Folder { get; } = TestFolder.Create("server");

    /// <summary>Pages and API, with a slash at its end.</summary>
    public Uri Web { get; private set; } = new("http://unknown.invalid/");

    /// <summary>The address of OTLP over gRPC.</summary>
    public Uri OtlpGrpc { get; private set; } = new("http://unknown.invalid/");

    /// <summary>The address of OTLP over HTTP.</summary>
    public Uri OtlpHttp { get; private set; } = new("http://unknown.invalid/");

    /// <summary>Speaks to <see cref="Web"/>; a new one after each start.</summary>
    public TracetestApi Api { get; private set; } = null!; // set before a server is handed out

    /// <summary>The id of the private database's postmaster.</summary>
    public int PostgresProcessId => int.Parse(File.ReadLines(PostmasterFile).First(), CultureInfo.InvariantCulture);

    private string PostmasterFile => Path.Combine(Folder, "db", "data", "postmaster.pid");

    /// <summary>Starts a server and waits until it says where it is.</summary>
    public static async Task<ServerProcess> StartAsync(ServerSetup setup, CancellationToken cancellationToken)
    {
        var server = new ServerProcess(setup);
        try
        {
            await server.RestartAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a server that is expected to refuse, and waits for its end.</summary>
    /// <returns>The exit code, and what it wrote.</returns>
    public static async Task<(int ExitCode, string Output)> RunToEndAsync(ServerSetup setup, CancellationToken cancellationToken)
    {
        await using var server = new ServerProcess(setup);
        var process = server.Launch();
        await process.WaitForExitAsync(cancellationToken).WaitAsync(StartLimit, cancellationToken);
        return (process.ExitCode, server.Output());
    }

    /// <summary>All that was written so far, by every process of this server.</summary>
    public string Output()
    {
        lock (_log)
        {
            return string.Join('\n', _log);
        }
    }

    /// <summary>Starts again on the same data, on new ports.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        var from = Lines().Length;
        var process = Launch();
        var since = Stopwatch.GetTimestamp();
        while (Address("OTLP over HTTP: ", from) is null)
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(since) > StartLimit)
            {
                throw new InvalidOperationException($"The server did not start:\n{Output()}");
            }

            await Task.Delay(20, cancellationToken);
        }

        Web = new Uri(Address("Tracetest is ready: ", from)! + "/");
        OtlpGrpc = new Uri(Address("OTLP over gRPC: ", from)!);
        OtlpHttp = new Uri(Address("OTLP over HTTP: ", from)!);
        Api?.Dispose();
        Api = new TracetestApi(Web);
    }

    /// <summary>Ends the process at once, as a crash would (SIGKILL); the database goes on.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks the process to end (SIGTERM) and waits for it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        Signals.Terminate(_process!.Id);
        await _process.WaitForExitAsync().WaitAsync(StopLimit);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        var isStuck = _process is { HasExited: false } && !await StopOrKillAsync();
        Api?.Dispose();
        _process?.Dispose();
        await EndPostgresAsync();
        Directory.Delete(Folder, recursive: true);
        if (isStuck)
        {
            throw new TimeoutException($"The server did not end within {StopLimit} of being asked to:\n{Output()}");
        }
    }

    /// <returns>Whether it ended when it was asked to.</returns>
    private async Task<bool> StopOrKillAsync()
    {
        try
        {
            await StopAsync();
            return true;
        }
        catch (TimeoutException)
        {
            await KillAsync();
            return false;
        }
    }

    private async Task EndPostgresAsync()
    {
        if (!File.Exists(PostmasterFile))
        {
            return;
        }

        try
        {
            using var postgres = Process.GetProcessById(PostgresProcessId);
            Signals.Quit(postgres.Id);
            await postgres.WaitForExitAsync().WaitAsync(StopLimit);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException or IOException or Win32Exception)
        {
            // It has gone by itself.
        }
    }

    private Process Launch()
    {
        _process?.Dispose();
        _process = new Process { StartInfo = Command(), EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        return _process;
    }

    private ProcessStartInfo Command()
    {
        var file = Path.Combine(Folder, "tracetest.yaml");
        File.WriteAllText(file, _setup.Configuration);
        var command = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in Arguments(file))
        {
            command.ArgumentList.Add(argument);
        }

        foreach (var inherited in command.Environment.Keys.Where(IsForServer).ToList())
        {
            command.Environment.Remove(inherited);
        }

        foreach (var (name, value) in _setup.Variables)
        {
            command.Environment[name] = value;
        }

        return command;
    }

    private IEnumerable<string> Arguments(string file) =>
    [
        Path.Combine(AppContext.BaseDirectory, "Tracetest.Web.dll"), "--config", file,
        "--server.httpPort", "0", "--otlpServer.grpcPort", "0", "--otlpServer.httpPort", "0",
        .. DatabaseArguments(), .. _setup.Arguments,
    ];

    private IEnumerable<string> DatabaseArguments()
    {
        if (_setup.IsDatabaseInFile)
        {
            return [];
        }

        if (_setup.ConnectionString is not { } connectionString)
        {
            return ["--postgres.embedded.dataDirectory", Path.Combine(Folder, "db"), "--postgres.embedded.settings", "fsync=off"];
        }

        var database = new NpgsqlConnectionStringBuilder(connectionString);
        return
        [
            "--postgres.host", database.Host!, "--postgres.port", database.Port.ToString(CultureInfo.InvariantCulture),
            "--postgres.user", database.Username!, "--postgres.dbname", database.Database!,
        ];
    }

    private static bool IsForServer(string variable) =>
        variable.StartsWith("TRACETEST_", StringComparison.OrdinalIgnoreCase) || variable.StartsWith("OTEL_", StringComparison.OrdinalIgnoreCase);

    private void Note(string? line)
    {
        if (line is not null)
        {
            lock (_log)
            {
                _log.Add(line);
            }
        }
    }

    private string[] Lines()
    {
        lock (_log)
        {
            return [.. _log];
        }
    }

    private string? Address(string label, int from) => Lines().Skip(from)
        .Where(line => line.StartsWith(label, StringComparison.Ordinal))
        .Select(line => line[label.Length..].Replace("localhost", IPAddress.Loopback.ToString(), StringComparison.Ordinal))
        .FirstOrDefault();
}
