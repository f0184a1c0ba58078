using System.Diagnostics.CodeAnalysis;

namespace Tracetest.Infrastructure.Configuration;

/// <summary>Reads a file that an operator named.</summary>
internal static class ConfigurationText
{
    private const int MostBytes = 1024 * 1024;

    public static bool TryRead(string path, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out ConfigurationFault? fault)
    {
        (text, fault) = Read(path);
        return text is not null;
    }

    private static (string? Text, ConfigurationFault? Fault) Read(string path)
    {
        try
        {
            return new FileInfo(path) switch
            {
                { Exists: false } => (null, new ConfigurationFault(path, "there is no such file.")),
                { Length: > MostBytes } => (null, new ConfigurationFault(path, "is larger than 1 MiB.")),
                _ => (File.ReadAllText(path), null),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, new ConfigurationFault(path, $"cannot be read: {e.Message}"));
        }
    }
}
