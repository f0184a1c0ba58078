using System.Collections.Immutable;

namespace Tracetest.Infrastructure.Configuration;

/// <summary>Reads the keys of a configuration file.</summary>
internal static class FileSource
{
    private static readonly string[] Names = ["tracetest.config", "tracetest"];
    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    /// <summary>The file to read when none is named: the first there is.</summary>
    public static string? Find(string workingDirectory, string? home) =>
        new[] { workingDirectory, home is { Length: > 0 } ? Path.Combine(home, ".tracetest") : null, "/etc/tracetest" }
            .OfType<string>()
            .SelectMany(folder => Names.SelectMany(name => Endings.Select(ending => Path.Combine(folder, name + ending))))
            .FirstOrDefault(File.Exists);

    public static SourceReading Read(string path)
    {
        if (!ConfigurationText.TryRead(path, out var text, out var fault))
        {
            return new SourceReading([], [fault]);
        }

        return Parse(text, path);
    }

    public static SourceReading Parse(string text, string source)
    {
        var (documents, fault) = YamlText.Read(text, source);
        var reading = new SourceReadingBuilder();
        if (fault is not null)
        {
            reading.AddFault(fault.Place, fault.Message);
        }

        foreach (var document in documents)
        {
            AddBelow(reading, [], document, source);
        }

        return reading.Build();
    }

    /// <summary>Goes no deeper than the catalogue does.</summary>
    private static void AddBelow(SourceReadingBuilder reading, ImmutableArray<string> name, YamlValue value, string source)
    {
        if (value is not YamlValue.Mapping mapping)
        {
            reading.AddFault($"{source}:{value.Line}", name.IsEmpty
                ? "the file must hold keys with values."
                : $"`{string.Join('.', name)}` must hold further keys.");
            return;
        }

        foreach (var entry in mapping.Entries.Where(entry => entry.Value is not YamlValue.Scalar { IsNull: true }))
        {
            AddEntry(reading, [.. name, .. entry.Key.Split('.')], entry, source);
        }
    }

    private static void AddEntry(SourceReadingBuilder reading, ImmutableArray<string> name, YamlEntry entry, string source)
    {
        var place = $"{source}:{entry.Line}";
        if (ConfigurationKeys.Find(name) is { } key)
        {
            var (value, fault) = WrittenValue.FromYaml(key, entry.Value);
            reading.AddEither(key, name, value, fault, place);
        }
        else if (ConfigurationKeys.All.Any(key => key.StandsBelow(name)))
        {
            AddBelow(reading, name, entry.Value, source);
        }
        else
        {
            reading.AddUnknown(string.Join('.', name), place);
        }
    }
}
