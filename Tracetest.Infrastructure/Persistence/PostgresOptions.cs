using Microsoft.Extensions.Options;

namespace Tracetest.Infrastructure.Persistence;

/// <summary>Where the product's database is. Source: spec server 6.2.</summary>
public sealed class PostgresOptions
{
    /// <summary>Where the options stand in the configuration.</summary>
    public const string Section = "postgres";

    /// <summary>Name or address, or the folder of a unix socket. Empty (default): the server runs a database of its own.</summary>
    public string Host { get; set; } = "";

    /// <summary>1 to 65535. Default: 5432.</summary>
    public int Port { get; set; } = 5432;

    /// <summary>Default: <c>postgres</c>.</summary>
    public string User { get; set; } = "postgres";

    /// <summary>Default: <c>postgres</c>. Any character; never logged.</summary>
    public string Password { get; set; } = "postgres";

    /// <summary>Must exist. Default: <c>tracetest</c>.</summary>
    public string Dbname { get; set; } = "tracetest";

    /// <summary>Further parameters as libpq writes them, with blanks or <c>&amp;</c> between pairs. Default: <c>sslmode=disable</c>.</summary>
    public string Params { get; set; } = "sslmode=disable";

    /// <summary>Most connections held at once. 1 to 1000. Default: 40.</summary>
    public int MaxConnections { get; set; } = 40;

    /// <summary>How long a start waits for a database that is not reachable yet. At least zero. Default: 1 minute.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether the server runs a database of its own.</summary>
    public bool IsEmbedded => Host.Length == 0;
}

/// <summary>Finds all faults of the options at once.</summary>
internal sealed class ValidatePostgresOptions : IValidateOptions<PostgresOptions>
{
    public ValidateOptionsResult Validate(string? name, PostgresOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        AddUnless(options.Port is >= 1 and <= 65535, $"postgres.port ({options.Port}) must be 1 to 65535.");
        AddUnless(options.MaxConnections is >= 1 and <= 1000, $"postgres.maxConnections ({options.MaxConnections}) must be 1 to 1000.");
        AddUnless(options.StartTimeout >= TimeSpan.Zero, $"postgres.startTimeout ({options.StartTimeout}) must not be negative.");
        AddUnless(options.User.Length > 0, "postgres.user must not be empty.");
        AddUnless(options.Dbname.Length > 0, "postgres.dbname must not be empty.");
        foreach (var fault in PostgresParameters.Parse(options.Params).Faults)
        {
            faults.AddError("postgres.params: " + fault);
        }

        return faults.Build();

        void AddUnless(bool right, string fault)
        {
            if (!right)
            {
                faults.AddError(fault);
            }
        }
    }
}
