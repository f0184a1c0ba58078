using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Npgsql;

namespace Tracetest.Infrastructure.Persistence;

/// <summary>Connection parameters in libpq's words, as the original's <c>postgres.params</c> takes them.</summary>
internal sealed record PostgresParameters(ImmutableArray<Action<NpgsqlConnectionStringBuilder>> Settings, ImmutableArray<string> Faults)
{
    private static readonly char[] Separators = [' ', '\t', '&'];

    private static readonly FrozenDictionary<string, SslMode> SslModes = new Dictionary<string, SslMode>
    {
        ["disable"] = SslMode.Disable,
        ["allow"] = SslMode.Allow,
        ["prefer"] = SslMode.Prefer,
        ["require"] = SslMode.Require,
        ["verify-ca"] = SslMode.VerifyCA,
        ["verify-full"] = SslMode.VerifyFull,
    }.ToFrozenDictionary();

    /// <summary>Answers how to set a value, or nothing when it does not fit the parameter.</summary>
    private static readonly FrozenDictionary<string, Func<string, Action<NpgsqlConnectionStringBuilder>?>> Known =
        new Dictionary<string, Func<string, Action<NpgsqlConnectionStringBuilder>?>>
        {
            ["sslmode"] = value => SslModes.TryGetValue(value, out var mode) ? builder => builder.SslMode = mode : null,
            ["sslrootcert"] = value => builder => builder.RootCertificate = value,
            ["sslcert"] = value => builder => builder.SslCertificate = value,
            ["sslkey"] = value => builder => builder.SslKey = value,
            ["sslpassword"] = value => builder => builder.SslPassword = value,
            ["application_name"] = value => builder => builder.ApplicationName = value,
            ["search_path"] = value => builder => builder.SearchPath = value,
            ["options"] = value => builder => builder.Options = value,
            ["connect_timeout"] = value => Number(value) is { } seconds ? builder => builder.Timeout = seconds : null,
            ["pool_max_conns"] = value => Number(value) is > 0 and var most ? builder => builder.MaxPoolSize = most : null,
            ["client_encoding"] = value => value.Equals("utf8", StringComparison.OrdinalIgnoreCase) ? _ => { } : null,
        }.ToFrozenDictionary();

    /// <summary>Reads <c>name=value</c> pairs; faults never repeat a value, which may be a secret.</summary>
    public static PostgresParameters Parse(string text)
    {
        var settings = ImmutableArray.CreateBuilder<Action<NpgsqlConnectionStringBuilder>>();
        var faults = ImmutableArray.CreateBuilder<string>();
        foreach (var pair in text.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (Read(pair, out var fault) is { } setting)
            {
                settings.Add(setting);
            }
            else
            {
                faults.Add(fault);
            }
        }

        return new PostgresParameters(settings.ToImmutable(), faults.ToImmutable());
    }

    private static Action<NpgsqlConnectionStringBuilder>? Read(string pair, out string fault)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? pair : pair[..equals];
        if (!Known.TryGetValue(name, out var read))
        {
            fault = $"unknown parameter `{name}`; known are {string.Join(", ", Known.Keys.Order(StringComparer.Ordinal))}.";
            return null;
        }

        fault = $"the value of `{name}` is not one that it can have.";
        return equals < 0 ? null : read(Uri.UnescapeDataString(pair[(equals + 1)..].Trim('\'')));
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 1000 ? number : null;
}
