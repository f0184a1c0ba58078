using System.Diagnostics;

namespace Tracetest.Infrastructure.EmbeddedPostgres;

/// <summary>Builds the command lines: in a session of its own, without root, and bound to die with this process.</summary>
/// <remarks>
/// The session keeps a terminal's Ctrl+C from stopping the database before the server has drained. A name that does not exist
/// on this system is left out; only root cannot do without <c>setpriv</c>.
/// </remarks>
internal sealed record PostgresCommand(PostgresBinaries Binaries, ServerUser? User)
{
    private static readonly string[] ToolFolders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];
    private static readonly string? SetSid = FindTool("setsid");
    private static readonly string? SetPriv = FindTool("setpriv");

    /// <summary>Why commands cannot be run at all; <see langword="null"/> when they can.</summary>
    public static string? FindObstacle(ServerUser? user) => Environment.IsPrivilegedProcess switch
    {
        true when user is null => "PostgreSQL refuses to run as root, and there is neither a user `postgres` nor a user `nobody` to run it as.",
        true when SetPriv is null => "PostgreSQL refuses to run as root, and `setpriv` (package util-linux) is not installed to change the user.",
        _ => null,
    };

    public ProcessStartInfo InitDb(string data, string user, bool durable) => Build(Binaries.InitDb,
        ["-D", data, "-U", user, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", durable ? "--data-checksums" : "--no-sync"]);

    public ProcessStartInfo Server(ClusterFolder folder, IEnumerable<KeyValuePair<string, string>> settings) => Build(Binaries.Postgres,
        ["-D", folder.Data, .. settings.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" })]);

    public ProcessStartInfo Version() => Build(Binaries.Postgres, ["--version"]);

    private ProcessStartInfo Build(string program, IEnumerable<string> arguments)
    {
        string[] line = [.. Session(), .. Privileges(), program, .. arguments];
        var start = new ProcessStartInfo(line[0], line.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        return start;
    }

    private static IEnumerable<string> Session() => SetSid is null ? [] : [SetSid];

    private IEnumerable<string> Privileges() => (SetPriv, User) switch
    {
        (null, _) => [],
        (_, null) => [SetPriv, "--pdeathsig=INT"],
        _ => [SetPriv, $"--reuid={User.UserId}", $"--regid={User.GroupId}", "--clear-groups", "--no-new-privs", "--pdeathsig=INT"],
    };

    private static string? FindTool(string name) =>
        ToolFolders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
