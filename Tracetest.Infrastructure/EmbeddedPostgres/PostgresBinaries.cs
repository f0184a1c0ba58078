using System.Globalization;

namespace Tracetest.Infrastructure.EmbeddedPostgres;

/// <summary>A folder with an installed PostgreSQL server.</summary>
/// <param name="Folder">Holds at least <c>initdb</c> and <c>postgres</c>.</param>
internal sealed record PostgresBinaries(string Folder)
{
    public const string NoneFound =
        "No database is configured and no PostgreSQL server is installed here. Install the package `postgresql`, " +
        "or start with `docker compose up`, or set `postgres.host` to a database that is running. " +
        "The variable PG_BIN may name the folder of an installation in an unusual place.";

    private const string DebianFolder = "/usr/lib/postgresql";

    public string InitDb => Path.Combine(Folder, "initdb");

    public string Postgres => Path.Combine(Folder, "postgres");

    /// <summary>All installations, the preferred one first; <c>PG_BIN</c>, where set, is the only one asked.</summary>
    public static IReadOnlyList<PostgresBinaries> Find(Func<string, string?> environment) =>
        Candidates(environment).Where(IsInstallation).Distinct(StringComparer.Ordinal)
            .Select(folder => new PostgresBinaries(folder)).ToArray();

    private static IEnumerable<string> Candidates(Func<string, string?> environment) =>
        environment("PG_BIN") is { Length: > 0 } chosen
            ? [chosen]
            : DebianInstallations().Concat((environment("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> DebianInstallations() => !Directory.Exists(DebianFolder)
        ? []
        : Directory.EnumerateDirectories(DebianFolder).OrderByDescending(MajorVersion).Select(folder => Path.Combine(folder, "bin"));

    private static int MajorVersion(string folder) =>
        int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;

    private static bool IsInstallation(string folder) =>
        Path.IsPathRooted(folder) && File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"));
}
