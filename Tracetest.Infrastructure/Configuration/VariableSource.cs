using System.Collections.Immutable;

namespace Tracetest.Infrastructure.Configuration;

/// <summary>Reads the keys that environment variables set.</summary>
internal static class VariableSource
{
    public const string Provisioning = "TRACETEST_PROVISIONING";

    /// <summary>Variables that are no keys: the provisioning document, and what the command-line client reads.</summary>
    private static readonly string[] NotKeys =
    [
        Provisioning, "TRACETEST_DEV", "TRACETEST_TOKEN", "TRACETEST_SERVER_URL", "TRACETEST_API_KEY", "TRACETEST_TRACE_MODE",
    ];

    public static SourceReading Read(IReadOnlyDictionary<string, string> variables)
    {
        var reading = new SourceReadingBuilder();
        foreach (var (variable, text) in variables.Where(IsMeant).OrderBy(variable => variable.Key, StringComparer.Ordinal))
        {
            var place = $"environment variable {variable}";
            if (Find(variable) is { } found)
            {
                reading.AddText(found.Key, found.Name, text, place);
            }
            else
            {
                AddUnknown(reading, variable, place);
            }
        }

        return reading.Build();
    }

    /// <summary>An empty variable counts as not set; Kubernetes announces a service called `tracetest` in variables of this prefix.</summary>
    private static bool IsMeant(KeyValuePair<string, string> variable) =>
        variable.Key.StartsWith(ConfigurationKey.VariablePrefix, StringComparison.Ordinal)
        && variable.Value.Length > 0
        && !NotKeys.Contains(variable.Key, StringComparer.Ordinal)
        && !IsServiceLink(variable.Key, variable.Value);

    private static bool IsServiceLink(string name, string value) =>
        value.StartsWith("tcp://", StringComparison.Ordinal) || value.StartsWith("udp://", StringComparison.Ordinal)
        || name.Contains("_SERVICE_HOST", StringComparison.Ordinal) || name.Contains("_SERVICE_PORT", StringComparison.Ordinal)
        || name.Contains("_TCP_", StringComparison.Ordinal) || name.Contains("_UDP_", StringComparison.Ordinal);

    private static (ConfigurationKey Key, ImmutableArray<string> Name)? Find(string variable)
    {
        foreach (var key in ConfigurationKeys.All)
        {
            if (key.Variable == variable)
            {
                return (key, [.. key.Parts]);
            }

            if (NamedPart(key, variable) is { } named)
            {
                return (key, [.. key.Parts.Select(part => part == "{name}" ? named : part)]);
            }
        }

        return null;
    }

    /// <summary>The part of a variable that stands for <c>{name}</c>.</summary>
    private static string? NamedPart(ConfigurationKey key, string variable)
    {
        var ends = key.Variable.Split("{NAME}");
        return ends.Length == 2
            && variable.Length > ends[0].Length + ends[1].Length
            && variable.StartsWith(ends[0], StringComparison.Ordinal)
            && variable.EndsWith(ends[1], StringComparison.Ordinal)
                ? variable[ends[0].Length..^ends[1].Length].ToLowerInvariant()
                : null;
    }

    private static void AddUnknown(SourceReadingBuilder reading, string variable, string place)
    {
        var nearest = ConfigurationKeys.Nearest(variable[ConfigurationKey.VariablePrefix.Length..].Replace('_', '.'));
        var hint = nearest is null ? "" : $" Did you mean {ConfigurationKey.VariablePrefix}{nearest.Replace('.', '_').ToUpperInvariant()}?";
        reading.AddFault(place, "sets nothing that this server knows." + hint);
    }
}
