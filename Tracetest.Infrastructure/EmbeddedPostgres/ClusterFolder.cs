using System.Security.Cryptography;
using System.Text;

namespace Tracetest.Infrastructure.EmbeddedPostgres;

/// <summary>The folder of a cluster and what lies in it: the data, the socket, the lock and the mark that it is ours.</summary>
internal sealed class ClusterFolder(string root, string sockets)
{
    private const int LongestSocketPath = 107;
    private const string SocketName = ".s.PGSQL.5432";
    private const string MarkerName = "tracetest-cluster";
    private const string LockName = "tracetest.lock";
    private const string Unfinished = "unfinished-";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string Root { get; } = root;

    /// <summary>Holds the unix socket, which is the server's only door.</summary>
    public string Sockets { get; } = sockets;

    public string Data => Path.Combine(Root, "data");

    public string LockFile => Path.Combine(Root, LockName);

    public string ProcessFile => Path.Combine(Data, "postmaster.pid");

    public bool HasCluster => File.Exists(VersionFile);

    private string VersionFile => Path.Combine(Data, "PG_VERSION");

    private string Marker => Path.Combine(Root, MarkerName);

    /// <summary>
    /// The folder for these options; nothing is created yet. A path too long for a socket puts the socket below the short folder.
    /// </summary>
    public static ClusterFolder At(string root, string shortFolder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        var beside = Path.Combine(full, "socket");
        return new ClusterFolder(full, Fits(beside) ? beside : Path.Combine(shortFolder, "tracetest-" + Fingerprint(full)));
    }

    /// <summary>Why this folder may not be used; <see langword="null"/> when it is ours, empty or not there yet. Changes nothing.</summary>
    public string? FindObstacle() => this switch
    {
        _ when !Fits(Sockets) =>
            $"The path of the database's socket is longer than {LongestSocketPath} bytes: {Path.Combine(Sockets, SocketName)}. " +
            "Set `postgres.embedded.dataDirectory` to a shorter path.",
        _ when !Directory.Exists(Root) || File.Exists(Marker) => null,
        _ when Directory.EnumerateFileSystemEntries(Root).All(IsHarmless) => null,
        _ => $"The folder {Root} holds files that this server did not create, so it is left alone. " +
            "Set `postgres.embedded.dataDirectory` to an empty folder or to one that does not exist yet.",
    };

    /// <summary>Creates what is missing, for the owner's eyes only.</summary>
    public void Create(ServerUser? owner)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Root)!);
        CreatePrivate(Root, owner);
        CreatePrivate(Sockets, owner);
    }

    /// <summary>Marks the folder as ours, which alone allows later starts to use it and to clean up in it.</summary>
    public void Claim()
    {
        if (!File.Exists(Marker))
        {
            File.WriteAllText(Marker, "This folder and the PostgreSQL cluster in it belong to Tracetest.\n");
        }
    }

    /// <summary>Removes what creations that were cut short left behind.</summary>
    public void RemoveUnfinished()
    {
        foreach (var folder in Directory.EnumerateDirectories(Root, Unfinished + "*"))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A fresh name to create the data under; <see cref="Finish"/> gives them their place in one step.</summary>
    public string NewUnfinished() => Path.Combine(Root, Unfinished + Guid.NewGuid().ToString("N"));

    public void Finish(string unfinished) => Directory.Move(unfinished, Data);

    /// <summary>The major version the data were created with, e.g. <c>15</c>.</summary>
    public string ReadVersion() => File.ReadAllText(VersionFile).Trim();

    private static void CreatePrivate(string folder, ServerUser? owner)
    {
        if (new DirectoryInfo(folder).LinkTarget is not null)
        {
            throw new IOException($"{folder} is a symbolic link; the database's folders must not be.");
        }

        Directory.CreateDirectory(folder, OwnerOnly);
        File.SetUnixFileMode(folder, OwnerOnly);
        if (owner is not null)
        {
            Posix.ChangeOwner(folder, owner);
        }
    }

    /// <summary>What an empty volume or a first start that was cut short may hold.</summary>
    private static bool IsHarmless(string path) =>
        Path.GetFileName(path) is "lost+found" or LockName || (Path.GetFileName(path) is "socket" && !Directory.EnumerateFileSystemEntries(path).Any());

    private static bool Fits(string sockets) => Encoding.UTF8.GetByteCount(Path.Combine(sockets, SocketName)) <= LongestSocketPath;

    private static string Fingerprint(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..16];
}
