using System.Globalization;

namespace Tracetest.Infrastructure.EmbeddedPostgres;

/// <summary>The unprivileged account PostgreSQL runs as when this process is root: the server refuses root.</summary>
internal sealed record ServerUser(string Name, uint UserId, uint GroupId)
{
    private static readonly string[] Preferred = ["postgres", "nobody"];

    /// <summary>The account to change to; <see langword="null"/> when this process is not root and stays who it is.</summary>
    public static ServerUser? ForThisProcess() => Environment.IsPrivilegedProcess ? FromAccounts(File.ReadLines("/etc/passwd")) : null;

    /// <summary><c>postgres</c>, else <c>nobody</c>, from lines as they stand in <c>/etc/passwd</c>.</summary>
    public static ServerUser? FromAccounts(IEnumerable<string> lines)
    {
        var accounts = lines.Select(Parse).OfType<ServerUser>().ToArray();
        return Preferred.Select(name => Array.Find(accounts, account => account.Name == name)).FirstOrDefault(user => user is not null);
    }

    private static ServerUser? Parse(string line)
    {
        var fields = line.Split(':');
        return fields.Length > 3 && TryParseId(fields[2], out var user) && TryParseId(fields[3], out var group)
            ? new ServerUser(fields[0], user, group)
            : null;
    }

    private static bool TryParseId(string text, out uint id) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);
}
