using System.Text.Json.Nodes;
using Npgsql;
using NpgsqlTypes;
using Tracetest.Domain.Polling;
using Tracetest.Infrastructure.Persistence;

namespace Tracetest.Infrastructure.Polling;

/// <summary>Writes the polling profile as provisioning does, in one statement.</summary>
public sealed class PollingProfileStore(NpgsqlDataSource source, TimeProvider clock) : IPollingProfileStore
{
    public async Task ReplaceAsync(PollingProfile profile, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("""
            insert into resources (kind, id, spec, created_at) values ($1, $2, $3, $4)
            on conflict (kind, id) do update set spec = excluded.spec
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = StoredPollingProfiles.Kind });
        command.Parameters.Add(new NpgsqlParameter { Value = StoredResource.SingletonId });
        command.Parameters.Add(new NpgsqlParameter { Value = Write(profile), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new NpgsqlParameter { Value = clock.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Write(PollingProfile profile) => new JsonObject
    {
        ["name"] = profile.Name,
        ["strategy"] = "periodic",
        ["default"] = true,
        ["periodic"] = new JsonObject
        {
            ["retryDelay"] = GoDuration.Format(profile.RetryDelay),
            ["timeout"] = GoDuration.Format(profile.Timeout),
            ["selectorMatchRetries"] = profile.SelectorMatchRetries,
        },
    }.ToJsonString();
}
