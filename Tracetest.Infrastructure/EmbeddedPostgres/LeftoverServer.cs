using System.Globalization;

namespace Tracetest.Infrastructure.EmbeddedPostgres;

/// <summary>A postmaster that still runs on our data although its server has gone; the lock says nobody else may use it.</summary>
internal sealed class LeftoverServer(ClusterFolder folder, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    /// <summary>Stops it and waits for its end; a process file that names somebody else's process is removed.</summary>
    /// <returns><see langword="false"/> when it did not stop in time.</returns>
    public async Task<bool> StopAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (ReadProcessId() is not { } id)
        {
            return true;
        }

        if (!IsOurs(id))
        {
            RemoveStaleFile(id);
            return true;
        }

        Posix.Signal(id, Posix.Interrupt);
        return await WaitForEndAsync(id, timeout, cancellationToken) || await ForceAsync(id, timeout, cancellationToken);
    }

    private async Task<bool> ForceAsync(int id, TimeSpan timeout, CancellationToken cancellationToken)
    {
        Posix.Signal(id, Posix.Quit);
        return await WaitForEndAsync(id, timeout, cancellationToken);
    }

    private async Task<bool> WaitForEndAsync(int id, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (IsOurs(id))
        {
            if (time.GetElapsedTime(since) > timeout)
            {
                return false;
            }

            await Task.Delay(Interval, time, cancellationToken);
        }

        return true;
    }

    private int? ReadProcessId() => File.Exists(folder.ProcessFile)
        && int.TryParse(File.ReadLines(folder.ProcessFile).FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;

    /// <summary>PostgreSQL believes a process file whose number a stranger has got by now, and would not start.</summary>
    private void RemoveStaleFile(int id)
    {
        if (Directory.Exists($"/proc/{id}"))
        {
            File.Delete(folder.ProcessFile);
        }
    }

    private bool IsOurs(int id)
    {
        try
        {
            var words = File.ReadAllText($"/proc/{id}/cmdline").Split('\0');
            return Path.GetFileName(words[0]) == "postgres" && words.Contains(folder.Data, StringComparer.Ordinal);
        }
        catch (IOException)
        {
            return false; // it has ended
        }
    }
}
