using Npgsql;

namespace Tracetest.Infrastructure.Persistence;

/// <summary>Turns options into the one data source all of the product shares.</summary>
internal static class PostgresConnection
{
    /// <summary>More than there are statements that repeat; PostgreSQL then need not plan them anew.</summary>
    private const int MostPrepared = 64;

    /// <summary>To a database somebody else runs. The options have been validated.</summary>
    public static NpgsqlConnectionStringBuilder ToExternal(PostgresOptions options)
    {
        var connection = WithBounds(new NpgsqlConnectionStringBuilder(), options);
        connection.Host = options.Host;
        connection.Port = options.Port;
        connection.Username = options.User;
        connection.Password = options.Password;
        connection.Database = options.Dbname;
        foreach (var set in PostgresParameters.Parse(options.Params).Settings)
        {
            set(connection);
        }

        return connection;
    }

    /// <summary>To the private cluster.</summary>
    public static NpgsqlConnectionStringBuilder ToEmbedded(string connectionString, PostgresOptions options) =>
        WithBounds(new NpgsqlConnectionStringBuilder(connectionString), options);

    private static NpgsqlConnectionStringBuilder WithBounds(NpgsqlConnectionStringBuilder connection, PostgresOptions options)
    {
        connection.MaxPoolSize = options.MaxConnections;
        connection.ApplicationName = "tracetest";
        connection.PersistSecurityInfo = false;
        connection.NoResetOnClose = true; // nobody leaves anything behind in a session; a reset costs a trip per use
        connection.MaxAutoPrepare = MostPrepared;
        connection.GssEncryptionMode = GssEncryptionMode.Disable; // its library is missing in small images
        return connection;
    }
}
