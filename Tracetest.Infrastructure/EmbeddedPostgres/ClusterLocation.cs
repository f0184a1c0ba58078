namespace Tracetest.Infrastructure.EmbeddedPostgres;

/// <summary>Decides where a cluster lives when nobody said so. Reads the environment and folder rights; changes nothing.</summary>
internal static class ClusterLocation
{
    private const string SystemFolder = "/var/lib/tracetest/postgres";

    public static ClusterFolder Choose(EmbeddedPostgresOptions options, Func<string, string?> environment, ServerUser? user) =>
        ClusterFolder.At(options.DataDirectory is { Length: > 0 } chosen ? chosen : DefaultRoot(environment, user), ShortFolder(environment, user));

    private static string DefaultRoot(Func<string, string?> environment, ServerUser? user)
    {
        var personal = Path.Combine(DataHome(environment), "tracetest", "postgres");
        return user is null || EveryoneMayPass(personal) ? personal : SystemFolder;
    }

    private static string DataHome(Func<string, string?> environment) => environment("XDG_DATA_HOME") is { Length: > 0 } dataHome
        ? dataHome
        : Path.Combine(environment("HOME") is { Length: > 0 } home ? home : "/", ".local", "share");

    /// <summary>
    /// Root takes a folder that only root can write to, so that nobody can have put something there first. Anybody else's
    /// run-time folder is private; in the shared one, <see cref="ClusterFolder.Create"/> fails on what belongs to others.
    /// </summary>
    private static string ShortFolder(Func<string, string?> environment, ServerUser? user) =>
        user is not null ? "/run" : environment("XDG_RUNTIME_DIR") is { Length: > 0 } runtime ? runtime : "/tmp";

    private static bool EveryoneMayPass(string path)
    {
        for (var folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(folder) && !File.GetUnixFileMode(folder).HasFlag(UnixFileMode.OtherExecute))
            {
                return false;
            }
        }

        return true;
    }
}
