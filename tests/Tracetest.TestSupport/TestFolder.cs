namespace Tracetest.TestSupport;

/// <summary>A temporary folder that another user may pass through: under root, PostgreSQL runs as somebody else.</summary>
public static class TestFolder
{
    public static string Create(string purpose)
    {
        var folder = Directory.CreateTempSubdirectory($"tracetest-{purpose}-").FullName;
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return folder;
    }
}
