using System.Diagnostics;

namespace Pokeshop.Hosting;

/// <summary>One child process: this same program in another role.</summary>
public sealed class ChildService : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;
    private readonly string _announcement;
    private readonly Action _onEnd;
    private volatile bool _stopping;

    private ChildService(ShopRole role, Dictionary<string, string> surroundings, Action onEnd)
    {
        _announcement = $"{role.Announced()} listening on ";
        _onEnd = onEnd;
        _process = new Process { StartInfo = Command(role, surroundings), EnableRaisingEvents = true };
    }

    /// <summary>The address the child listens on, once it does; cancelled when the child ends first.</summary>
    public Task<string> Address => _address.Task;

    /// <summary>Starts the program again in another role.</summary>
    /// <param name="role">The service to be.</param>
    /// <param name="surroundings">Environment variables beside those of this process.</param>
    /// <param name="onEnd">Called when the child ends without having been asked to.</param>
    public static ChildService Start(ShopRole role, Dictionary<string, string> surroundings, Action onEnd)
    {
        var child = new ChildService(role, surroundings, onEnd);
        child._process.OutputDataReceived += child.OnOutput;
        child._process.Exited += child.OnExited;
        child._process.Start();
        child._process.BeginOutputReadLine();
        return child;
    }

    /// <summary>Closes the child's input, which asks it to stop, and kills it only when it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        _process.StandardInput.Close();
        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static ProcessStartInfo Command(ShopRole role, Dictionary<string, string> surroundings)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) is "dotnet")
        {
            start.ArgumentList.Add(typeof(ChildService).Assembly.Location);
        }

        string[] arguments = ["--role", role.ToString(), "--urls", "http://127.0.0.1:0", $"--{ShopSettings.StopWithInputKey}", "true"];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (key, value) in surroundings)
        {
            start.Environment[key] = value;
        }

        return start;
    }

    private void OnOutput(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text && text.StartsWith(_announcement, StringComparison.Ordinal))
        {
            _address.TrySetResult(text[_announcement.Length..]);
        }
    }

    private void OnExited(object? sender, EventArgs e)
    {
        _address.TrySetCanceled();
        if (!_stopping)
        {
            _onEnd();
        }
    }
}
