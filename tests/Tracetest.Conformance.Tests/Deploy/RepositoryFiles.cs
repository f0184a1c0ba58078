namespace Tracetest.Conformance.Tests.Deploy;

/// <summary>Files of the repository, found from where the tests run.</summary>
internal static class RepositoryFiles
{
    private static readonly string Root = FindRoot(AppContext.BaseDirectory);

    public static string PathOf(string relative) => Path.GetFullPath(Path.Combine(Root, relative));

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Tracetest.sln"))
            ? folder
            : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository."));
}
