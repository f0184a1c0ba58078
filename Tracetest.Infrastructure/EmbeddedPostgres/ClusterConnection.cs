using Npgsql;

namespace Tracetest.Infrastructure.EmbeddedPostgres;

/// <summary>How the private cluster is reached: through its socket, without a password, by whom the folder's rights let in.</summary>
internal static class ClusterConnection
{
    public static NpgsqlConnectionStringBuilder To(ClusterFolder folder, string database) => new()
    {
        Host = folder.Sockets,
        Port = 5432,
        Username = EmbeddedCluster.UserName,
        Database = database,
    };

    public static string ForMaintenance(ClusterFolder folder)
    {
        var connection = To(folder, "postgres");
        connection.Pooling = false;
        return connection.ConnectionString;
    }
}
