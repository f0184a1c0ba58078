using System.Buffers;
using System.Collections.Immutable;
using System.Net;

namespace Tracetest.Infrastructure.Triggers;

/// <summary>The URLs users write for triggers, and how they may be shown.</summary>
internal static class HttpTriggerUrl
{
    private const string SchemeEnd = "://";

    private static readonly SearchValues<char> SchemeCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");

    /// <summary>Reads an absolute URL; without a scheme it is taken for <c>http</c>.</summary>
    public static Uri? Parse(string text, ImmutableArray<string>.Builder faults)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            faults.Add("The URL is empty.");
            return null;
        }

        if (Uri.TryCreate(HasScheme(trimmed) ? trimmed : "http" + SchemeEnd + trimmed, UriKind.Absolute, out var url)
            && IsHttp(url)
            && url.Host.Length > 0)
        {
            return url;
        }

        faults.Add(url is not null && !IsHttp(url)
            ? $"The URL's scheme is `{url.Scheme}`; a trigger can use `http` and `https`."
            : "The URL cannot be read: expected something like `http://host:port/path`, without blanks in the host.");
        return null;
    }

    /// <summary>Whether a trigger can follow it.</summary>
    public static bool IsHttp(Uri url) => url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps;

    /// <summary>Adds one parameter behind those the query has.</summary>
    public static Uri Append(Uri url, string key, string value)
    {
        var parameter = $"{Uri.EscapeDataString(key.Trim())}={Uri.EscapeDataString(value)}";
        var query = url.Query.Length > 1 ? $"{url.Query[1..]}&{parameter}" : parameter;
        return new UriBuilder(url) { Query = query }.Uri;
    }

    /// <summary>The URL for a message: without user, password and query, which may hold secrets.</summary>
    public static string Shown(Uri url) =>
        url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>Whether the host is the machine this server runs on.</summary>
    public static bool IsLocalhost(Uri url) =>
        url.IdnHost == "localhost"
        || url.IdnHost.EndsWith(".localhost", StringComparison.Ordinal)
        || (IPAddress.TryParse(url.IdnHost, out var address) && (IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any)));

    // A colon with slashes somewhere in the query is no scheme.
    private static bool HasScheme(string text) =>
        text.IndexOf(SchemeEnd, StringComparison.Ordinal) is > 0 and var end
        && char.IsAsciiLetter(text[0])
        && text.AsSpan(0, end).IndexOfAnyExcept(SchemeCharacters) < 0;
}
