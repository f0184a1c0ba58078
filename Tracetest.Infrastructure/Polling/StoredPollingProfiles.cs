using System.Text.Json;
using Npgsql;
using Tracetest.Domain.Polling;
using Tracetest.Infrastructure.Persistence;

namespace Tracetest.Infrastructure.Polling;

/// <summary>Reads the polling profile that is stored, in one statement.</summary>
public sealed class StoredPollingProfiles(NpgsqlDataSource source) : IPollingProfiles
{
    public const string Kind = "PollingProfile";

    public async Task<PollingProfile> CurrentAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select spec::text from resources where kind = $1 and id = $2");
        command.Parameters.Add(new NpgsqlParameter { Value = Kind });
        command.Parameters.Add(new NpgsqlParameter { Value = StoredResource.SingletonId });
        return await command.ExecuteScalarAsync(cancellationToken) is string spec ? Read(spec) : PollingProfile.Default;
    }

    /// <summary>What is missing has its default. What is stored was checked when it was stored.</summary>
    private static PollingProfile Read(string spec)
    {
        using var document = JsonDocument.Parse(spec);
        var periodic = Property(document.RootElement, "periodic");
        return new PollingProfile
        {
            Name = Property(document.RootElement, "name")?.GetString() ?? PollingProfile.Default.Name,
            RetryDelay = Duration(periodic, "retryDelay") ?? PollingProfile.Default.RetryDelay,
            Timeout = Duration(periodic, "timeout") ?? PollingProfile.Default.Timeout,
            SelectorMatchRetries = Property(periodic, "selectorMatchRetries") is { ValueKind: JsonValueKind.Number } retries
                ? retries.GetInt32()
                : PollingProfile.Default.SelectorMatchRetries,
        };
    }

    private static TimeSpan? Duration(JsonElement? parent, string name) =>
        Property(parent, name) is { } value && GoDuration.TryParse(value.ToString(), out var duration) ? duration : null;

    private static JsonElement? Property(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out var value) ? value : null;
}
