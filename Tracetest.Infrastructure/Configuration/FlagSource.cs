using System.Collections.Immutable;

namespace Tracetest.Infrastructure.Configuration;

/// <summary>Reads the command line: <c>--key value</c>, <c>--key=value</c>, and a flag alone for <c>true</c>.</summary>
internal sealed record FlagSource(SourceReading Reading, string? ConfigFile, string? ProvisioningFile, ImmutableArray<string> HostArguments)
{
    /// <summary>Keys of the web host, which are handed on.</summary>
    private static readonly string[] HostKeys =
    [
        "environment", "applicationName", "contentRoot", "webroot", "urls", "http_ports", "https_ports", "detailedErrors", "captureStartupErrors",
        "hostingStartupAssemblies", "hostingStartupExcludeAssemblies", "preventHostingStartup", "preferHostingUrls", "suppressStatusMessages",
        "shutdownTimeoutSeconds", "startupAssembly", "staticWebAssets", "allowedHosts",
    ];

    private static readonly string[] HostSections = ["logging", "kestrel"];

    public static FlagSource Read(IReadOnlyList<string> arguments) => new Reader(arguments).Read();

    private sealed class Reader(IReadOnlyList<string> arguments)
    {
        private readonly SourceReadingBuilder _reading = new();
        private readonly ImmutableArray<string>.Builder _host = ImmutableArray.CreateBuilder<string>();
        private string? _configFile;
        private string? _provisioningFile;
        private int _next;

        public FlagSource Read()
        {
            while (_next < arguments.Count)
            {
                ReadOne(arguments[_next++]);
            }

            return new FlagSource(_reading.Build(), _configFile, _provisioningFile, _host.ToImmutable());
        }

        private void ReadOne(string argument)
        {
            if (!argument.StartsWith("--", StringComparison.Ordinal))
            {
                ReadWord(argument);
                return;
            }

            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var name = (equals < 0 ? argument[2..] : argument[2..equals]).Replace(':', '.');
            ReadFlag(name, equals < 0 ? null : argument[(equals + 1)..]);
        }

        /// <summary>The original's command `serve` is what this program does anyway.</summary>
        private void ReadWord(string argument)
        {
            if (argument != "serve" || _next != 1)
            {
                _reading.AddFault($"argument {argument}", "a flag such as `--server.httpPort 8080` was expected.");
            }
        }

        private void ReadFlag(string name, string? text)
        {
            var parts = name.Split('.').ToImmutableArray();
            if (ConfigurationKeys.Find(parts) is { } key)
            {
                ReadKey(key, parts, text);
            }
            else if (name is "config")
            {
                _configFile = Value(name, text);
            }
            else if (name is "provisioning-file")
            {
                _provisioningFile = Value(name, text);
            }
            else if (IsHost(parts[0]))
            {
                _host.Add($"--{name.Replace('.', ':')}={text ?? Value(name, text)}");
            }
            else
            {
                _reading.AddUnknown(name, $"flag --{name}");
                _next += text is null && NextIsValue ? 1 : 0;
            }
        }

        private void ReadKey(ConfigurationKey key, ImmutableArray<string> name, string? text)
        {
            var place = $"flag --{string.Join('.', name)}";
            if (text is null && key.Type == KeyType.Flag && !(NextIsValue && bool.TryParse(arguments[_next], out _)))
            {
                text = "true";
            }

            if ((text ?? Value(string.Join('.', name), text)) is { } value)
            {
                _reading.AddText(key, name, value, place);
            }
        }

        private bool NextIsValue => _next < arguments.Count && !arguments[_next].StartsWith("--", StringComparison.Ordinal);

        private string? Value(string name, string? text)
        {
            if (text is null && NextIsValue)
            {
                return arguments[_next++];
            }

            if (text is null)
            {
                _reading.AddFault($"flag --{name}", "a value is missing.");
            }

            return text;
        }

        private static bool IsHost(string name) =>
            HostKeys.Contains(name, StringComparer.OrdinalIgnoreCase) || HostSections.Contains(name, StringComparer.OrdinalIgnoreCase);
    }
}
