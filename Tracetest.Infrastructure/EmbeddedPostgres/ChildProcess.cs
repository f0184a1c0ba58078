using System.ComponentModel;
using System.Diagnostics;

namespace Tracetest.Infrastructure.EmbeddedPostgres;

/// <summary>A program that dies with this process.</summary>
/// <remarks>
/// The kernel sends a child its parent-death signal when the parent's <em>thread</em> ends, so a thread of its own starts the
/// program and lives as long as it does.
/// </remarks>
internal sealed class ChildProcess : IDisposable
{
    private const int LinesKept = 60;
    private const int LongestLine = 500;

    private readonly Process _process;
    private readonly Action<string> _onLine;
    private readonly Queue<string> _lines = new();
    private readonly TaskCompletionSource<bool> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(ProcessStartInfo start, Action<string> onLine)
    {
        _process = new Process { StartInfo = start };
        _onLine = onLine;
    }

    public int Id => _process.Id;

    /// <summary>Ends with the exit code; never faults.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>The last lines the program wrote, for the message of a failure.</summary>
    public string LastLines
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <exception cref="Win32Exception">The program cannot be executed.</exception>
    public static async Task<ChildProcess> StartAsync(ProcessStartInfo start, Action<string> onLine)
    {
        var child = new ChildProcess(start, onLine);
        new Thread(child.RunUntilExit) { IsBackground = true, Name = Path.GetFileName(start.ArgumentList.LastOrDefault(start.FileName)) }.Start();
        await child._started.Task;
        return child;
    }

    /// <summary>Waits for the end and everything the program wrote; a cancelled wait kills it.</summary>
    public async Task<(int ExitCode, string Output)> WaitForEndAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            throw;
        }
        finally
        {
            await Exited;
        }

        return (await Exited, LastLines);
    }

    public void Signal(int signal) => Posix.Signal(Id, signal);

    public void Dispose() => _process.Dispose();

    private void RunUntilExit()
    {
        if (!TryStart())
        {
            return;
        }

        // A finite wait: the endless one would also wait for orphaned grandchildren to close the output.
        while (!_process.WaitForExit(TimeSpan.FromMinutes(1)))
        {
        }

        _exited.SetResult(_process.ExitCode);
    }

    private bool TryStart()
    {
        try
        {
            _process.OutputDataReceived += (_, line) => Keep(line.Data);
            _process.ErrorDataReceived += (_, line) => Keep(line.Data);
            _process.Start();
            _process.StandardInput.Close();
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
            _started.SetResult(true);
            return true;
        }
        catch (Win32Exception e)
        {
            _started.SetException(e);
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (string.IsNullOrEmpty(line))
        {
            return;
        }

        var shortened = line.Length <= LongestLine ? line : line[..LongestLine];
        lock (_lines)
        {
            _lines.Enqueue(shortened);
            while (_lines.Count > LinesKept)
            {
                _lines.Dequeue();
            }
        }

        _onLine(shortened);
    }
}
