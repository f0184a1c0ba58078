using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Tracetest.Infrastructure.EmbeddedPostgres;

/// <summary>The three system calls that .NET has no word for.</summary>
internal static class Posix
{
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int Kill = 9;

    /// <summary>Sends a signal; <see langword="false"/> when the process has gone or belongs to somebody else.</summary>
    public static bool Signal(int processId, int signal) => SendSignal(processId, signal) == 0;

    /// <summary>Hands a file or folder to an account; a symbolic link is not followed.</summary>
    public static void ChangeOwner(string path, ServerUser owner)
    {
        if (ChangeLinkOwner(path, owner.UserId, owner.GroupId) != 0)
        {
            throw new IOException($"Cannot hand {path} to the user {owner.Name}: {new Win32Exception().Message}.");
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);

    [DllImport("libc", EntryPoint = "lchown", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChangeLinkOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);
}
