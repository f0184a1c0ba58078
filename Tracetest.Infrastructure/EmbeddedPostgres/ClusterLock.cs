namespace Tracetest.Infrastructure.EmbeddedPostgres;

/// <summary>Keeps a second server off the same folder; the kernel drops it when its holder dies, however it dies.</summary>
internal sealed class ClusterLock : IDisposable
{
    private readonly FileStream _file;

    private ClusterLock(FileStream file) => _file = file;

    /// <summary>Takes the lock; <see langword="null"/> when another process holds it.</summary>
    public static ClusterLock? TryTake(string path)
    {
        try
        {
            return new ClusterLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
    }

    /// <summary>The file stays: removing it would let two servers hold locks on two files of one name.</summary>
    public void Dispose() => _file.Dispose();
}
