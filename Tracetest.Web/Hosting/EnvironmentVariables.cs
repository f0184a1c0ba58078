using System.Collections;

namespace Tracetest.Web.Hosting;

/// <summary>The process's environment as a map.</summary>
internal static class EnvironmentVariables
{
    public static IReadOnlyDictionary<string, string> All() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? "");
}
