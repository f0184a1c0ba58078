namespace Tracetest.Web.Hosting;

/// <summary>Tells what is wrong with the configuration, all at once, and that the server does not start.</summary>
internal static class ConfigurationRefusal
{
    /// <returns>The exit code.</returns>
    public static async Task<int> TellAsync(IEnumerable<string> faults)
    {
        await Console.Error.WriteLineAsync("The configuration cannot be used:");
        foreach (var fault in faults)
        {
            await Console.Error.WriteLineAsync($"  {fault}");
        }

        return 1;
    }
}
