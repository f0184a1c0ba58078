using System.Globalization;
using Npgsql;

namespace Pokeshop.Hosting;

/// <summary>What one process of the shop was told, from its arguments and environment.</summary>
/// <param name="Role">The service to be.</param>
/// <param name="Urls">The address to listen on; port 0 takes a free one.</param>
/// <param name="Database">Npgsql connection string; empty for the catalogue, which stores nothing.</param>
/// <param name="CatalogueUrl">Base address of the catalogue; set for the worker only.</param>
/// <param name="StopWithInput">Whether the end of standard input ends the process: how children follow their parent.</param>
public sealed record ShopSettings(ShopRole Role, string Urls, string Database, Uri? CatalogueUrl, bool StopWithInput)
{
    public const string DatabaseKey = "POKESHOP_DATABASE";
    public const string CatalogueKey = "POKESHOP_CATALOGUE_URL";
    public const string PortKey = "POKESHOP_HTTP_PORT";
    public const string OtlpEndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";
    public const string StopWithInputKey = "stop-with-input";

    /// <summary>Reads the settings; with any fault there are none, and every fault is named.</summary>
    public static (ShopSettings? Settings, IReadOnlyList<string> Faults) Read(string[] args) =>
        Read(new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build());

    private static (ShopSettings? Settings, IReadOnlyList<string> Faults) Read(IConfiguration configuration)
    {
        var faults = new List<string>();
        var role = ReadRole(configuration["role"], faults);
        var settings = new ShopSettings(
            role,
            ReadUrls(configuration, faults),
            role.NeedsDatabase() ? ReadDatabase(configuration[DatabaseKey], faults) : "",
            role is ShopRole.Worker ? ReadUrl(CatalogueKey, configuration[CatalogueKey], faults) : null,
            configuration[StopWithInputKey] is "true");
        ReadUrl(OtlpEndpointKey, configuration[OtlpEndpointKey], faults);
        return faults.Count == 0 ? (settings, faults) : (null, faults);
    }

    private static ShopRole ReadRole(string? text, List<string> faults)
    {
        if (text is null || (Enum.TryParse<ShopRole>(text, ignoreCase: true, out var role) && !char.IsAsciiDigit(text[0])))
        {
            return text is null ? ShopRole.All : Enum.Parse<ShopRole>(text, ignoreCase: true);
        }

        faults.Add($"--role is '{text}'; it is one of all, api, worker, catalogue.");
        return ShopRole.All;
    }

    private static string ReadUrls(IConfiguration configuration, List<string> faults)
    {
        if ((configuration["urls"] ?? configuration["ASPNETCORE_URLS"]) is { Length: > 0 } urls)
        {
            return urls;
        }

        var text = configuration[PortKey] ?? "8081";
        if (!ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            faults.Add($"{PortKey} is '{text}'; it is a port from 0 (a free one) to 65535.");
        }

        return string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
    }

    private static string ReadDatabase(string? text, List<string> faults)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            faults.Add($"{DatabaseKey} is missing: an Npgsql connection string, such as Host=127.0.0.1;Username=…;Database=….");
            return "";
        }

        try
        {
            return new NpgsqlConnectionStringBuilder(text).ConnectionString;
        }
        catch (ArgumentException)
        {
            // The parser's message may quote the string, and the string may hold a password.
            faults.Add($"{DatabaseKey} is no Npgsql connection string.");
            return "";
        }
    }

    private static Uri? ReadUrl(string key, string? text, List<string> faults)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            return url;
        }

        faults.Add(string.IsNullOrEmpty(text) ? $"{key} is missing: an http or https address." : $"{key} is no http or https address.");
        return null;
    }
}
