using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Tracetest.Web.Endpoints.Otlp;

namespace Tracetest.Web.Hosting;

/// <summary>Says on the console where to click and where to send spans, once the ports are open.</summary>
/// <remarks>The scripts read these lines; port 0 is known only now.</remarks>
internal sealed class StartupReport(IServer server, IOptions<ServerOptions> options, IOptions<OtlpServerOptions> otlp)
{
    public IEnumerable<string> Lines()
    {
        var ports = (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
            .Select(address => BindingAddress.Parse(address).Port)
            .Distinct()
            .ToList();
        yield return $"Tracetest is ready: {Url(ports[0])}{options.Value.NormalizedPathPrefix}";
        if (otlp.Value.Enabled && ports.Count > 2)
        {
            yield return $"OTLP over gRPC: {Url(ports[1])}";
            yield return $"OTLP over HTTP: {Url(ports[2])}";
        }
    }

    private static string Url(int port) => $"http://localhost:{port}";
}
