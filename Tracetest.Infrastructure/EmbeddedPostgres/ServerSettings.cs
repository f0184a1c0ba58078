using System.Text.RegularExpressions;

namespace Tracetest.Infrastructure.EmbeddedPostgres;

/// <summary>The settings the server is started with; they stand on its command line, so no file can change them.</summary>
internal static partial class ServerSettings
{
    /// <summary>Ours where nobody chose otherwise.</summary>
    private static readonly KeyValuePair<string, string>[] Defaults =
    [
        new("max_connections", "100"),
        new("shared_buffers", "128MB"),
    ];

    /// <summary>The names that cannot be set, in words.</summary>
    public static IEnumerable<string> FindFaults(EmbeddedPostgresOptions options) => options.Settings.Keys
        .Where(name => !SettingName().IsMatch(name))
        .Select(name => $"postgres.embedded.settings: `{name}` is not the name of a PostgreSQL setting.");

    /// <summary>In the order of the command line, where the last one of a name wins.</summary>
    public static IEnumerable<KeyValuePair<string, string>> For(ClusterFolder folder, EmbeddedPostgresOptions options) =>
        [.. Defaults, .. options.Settings, .. Required(folder)];

    private static KeyValuePair<string, string>[] Required(ClusterFolder folder) =>
    [
        new("listen_addresses", ""),
        new("port", "5432"),
        new("unix_socket_directories", folder.Sockets),
        new("unix_socket_permissions", "0700"),
        new("data_directory", folder.Data),
        new("external_pid_file", ""),
        new("logging_collector", "off"),
        new("log_destination", "stderr"),

        // Neither statements nor row values reach the log: they may hold secrets.
        new("log_statement", "none"),
        new("log_min_error_statement", "panic"),
        new("log_error_verbosity", "terse"),
    ];

    [GeneratedRegex("^[a-zA-Z_][a-zA-Z0-9_.]{0,100}$", RegexOptions.NonBacktracking)]
    private static partial Regex SettingName();
}
