using System.Globalization;
using System.Runtime.InteropServices;

namespace Tracetest.TestSupport.Server;

/// <summary>Sends a signal to one process.</summary>
public static partial class Signals
{
    private const int SigQuit = 3;
    private const int SigKill = 9;
    private const int SigTerm = 15;

    /// <summary>Asks it to end.</summary>
    public static void Terminate(int processId) => Send(processId, SigTerm);

    /// <summary>Ends PostgreSQL with all its processes, without a checkpoint.</summary>
    public static void Quit(int processId) => Send(processId, SigQuit);

    /// <summary>Ends it without asking.</summary>
    public static void Kill(int processId) => Send(processId, SigKill);

    private static void Send(int processId, int signal)
    {
        if (NativeKill(processId, signal) != 0)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"Signal {signal} to {processId}: error {Marshal.GetLastPInvokeError()}."));
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeKill(int processId, int signal);
}
