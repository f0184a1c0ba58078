using Tracetest.Infrastructure.Configuration;

namespace Tracetest.Infrastructure.Tests.Configuration;

/// <summary>docs/configuration.md and the sample file say what the catalogue says.</summary>
public sealed class ConfigurationDocumentTests
{
    [Fact]
    public void Document_HoldsARowForEveryKeyAndNoOther()
    {
        var rows = File.ReadLines(Path.Combine(Repository, "docs", "configuration.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal));

        Assert.Equal(string.Join('\n', ConfigurationKeys.All.Select(Row)), string.Join('\n', rows));
    }

    [Fact]
    public void RepositorysOwnFile_Loads() =>
        Assert.Empty(Assert.IsType<ConfigurationOutcome.Loaded>(
            TracetestConfiguration.Load([], new Dictionary<string, string>(), Repository)).Report.Warnings);

    [Fact]
    public void RepositorysOwnFile_WithEveryLineUncommented_Loads()
    {
        var lines = File.ReadLines(Path.Combine(Repository, "tracetest.config.yaml"))
            .Select(line => line.StartsWith("# ", StringComparison.Ordinal) ? line[2..] : line);

        var reading = FileSource.Parse(string.Join('\n', lines), "tracetest.config.yaml");

        Assert.Empty(reading.Faults);
        Assert.NotEmpty(reading.Keys);
    }

    private static string Repository
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Tracetest.sln")))
            {
                folder = Path.GetDirectoryName(folder)!;
            }

            return folder;
        }
    }

    private static string Row(ConfigurationKey key) => key.Status switch
    {
        KeyStatus.Live => Row(key, key.Description),
        KeyStatus.Resource resource => Row(key, $"First start only, {resource.Kind}: {key.Description}"),
        KeyStatus.Retired retired => Row(key, $"No effect. {retired.Replacement}"),
        KeyStatus.Refused refused => Row(key, $"Refused. {refused.Replacement}"),
        _ => throw new InvalidOperationException($"Unknown status {key.Status}."),
    };

    private static string Row(ConfigurationKey key, string description) =>
        $"| `{key.Name}` | {key.Type} | {(key.Default.Length > 0 ? $"`{key.Default}`" : "")} | {(key.IsTree ? "" : $"`{key.Variable}`")} | {description} |";
}
